/** Reads a program back out of a page in one file, which somebody dropped onto the playground. */
import type { LinkReading } from "../link";
import { reading } from "../link_reading";
import { readProgramBytes } from "../shared_program";
import { PART, PROGRAM_PART } from "./messages";

/** A page with Python and the largest data set in it is smaller. */
const LARGEST = 150_000_000;
const PLACE = new RegExp(
  `<script type="text/plain" ${PART}="${PROGRAM_PART}">([\\w+/=]*)</script>`,
);

/** Null for any other page. */
export async function programIn(file: File): Promise<LinkReading | null> {
  if (!/\.html?$/i.test(file.name) || file.size > LARGEST) return null;
  const letters = PLACE.exec(await file.text())?.[1];
  if (letters === undefined) return null;
  return reading(async () => {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    return readProgramBytes(bytes);
  });
}
