/** The language at the start: of the address, of the last choice, of the browser. */
import { changeSettings, readSettings } from "../documents/settings";
import type { KeyValue } from "../documents/storage";
import { firstSpoken, isLanguage, speakLanguage } from "./choose";
import { bindPage } from "./static";
import type { LanguageCode } from "./tables";

/** Ends when the page can be drawn in the person's language; English where its texts do not come. */
export async function startLanguage(storage: KeyValue): Promise<void> {
  bindPage();
  const asked = new URLSearchParams(location.search).get("language");
  const kept = readSettings(storage).language;
  const code = isLanguage(asked) ? asked : kept === "system" ? browsersLanguage() : kept;
  try {
    if (code !== "en") await speakLanguage(code);
  } catch (error) {
    console.warn("The page stays English: the texts could not be fetched.", error);
  } finally {
    delete document.documentElement.dataset.waiting;
  }
}

export function browsersLanguage(): LanguageCode {
  return firstSpoken(navigator.languages);
}

/** Speaks another language and keeps the choice; the address no longer asks for one. */
export async function chooseLanguage(code: LanguageCode, storage: KeyValue): Promise<void> {
  await speakLanguage(code);
  changeSettings(storage, { language: code });
  const address = new URL(location.href);
  if (!address.searchParams.has("language")) return;
  address.searchParams.delete("language");
  history.replaceState(history.state, "", address);
}
