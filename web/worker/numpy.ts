/** numpy's archive, and the code in it of libraries that a kept memory holds. */
import { storedFiles } from "./archive";
import { fetched } from "./fetching";
import type { Libraries } from "./libraries";
import { NUMPY_ARCHIVE } from "./places";

/** Half of what importing numpy takes, and the largest part of the rest. */
export const NUMPY_COMPILED = [
  "numpy/_core/_multiarray_umath.cpython-314-wasm32-emscripten.so",
  "numpy/linalg/_umath_linalg.cpython-314-wasm32-emscripten.so",
];

/** Null where it fails. */
export function fetchNumpy(baseUrl: string): Promise<ArrayBuffer | null> {
  return fetched(baseUrl + NUMPY_ARCHIVE)
    .then((response) => response.arrayBuffer())
    .catch(() => null);
}

/** Compiled aside. */
export async function codesOf(
  { loaded }: Libraries,
  archive: Promise<ArrayBuffer | null>,
): Promise<WebAssembly.Module[]> {
  if (loaded.length === 0) return [];
  const bytes = await archive;
  const files = bytes ? storedFiles(bytes) : [];
  return Promise.all(
    loaded.map(({ name }) => {
      const file = files.find((one) => name.endsWith(`/${one.name}`));
      if (!file) throw new Error(`The code of ${name} is missing.`);
      return WebAssembly.compile(file.bytes);
    }),
  );
}
