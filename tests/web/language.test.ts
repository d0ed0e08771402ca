import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { duration, shortNumber } from "../../web/chart/numbers";
import { addTexts, firstSpoken, LANGUAGES, speakLanguage } from "../../web/language/choose";
import { ENGLISH } from "../../web/language/english";
import { LATER } from "../../web/language/english/later";
import french from "../../web/language/french";
import frenchLater from "../../web/language/french/later";
import german from "../../web/language/german";
import germanLater from "../../web/language/german/later";
import spanish from "../../web/language/spanish";
import spanishLater from "../../web/language/spanish/later";
import type { LanguageCode } from "../../web/language/tables";
import { t } from "../../web/language/text";
import type { Entry, Table } from "../../web/language/types";

const english: Table = { ...ENGLISH, ...LATER };
const TABLES: Record<string, Table> = {
  de: { ...german, ...germanLater },
  es: { ...spanish, ...spanishLater },
  fr: { ...french, ...frenchLater },
};
/** Texts that are the same word in several languages, and names. */
const SAME = /^(\W|\{\w+\}|[\d.]|s|min|h|ms|B|kB|MB|GB|SIMD|OK)*$/;

const forms = (entry: Entry): string[] =>
  typeof entry === "string" ? [entry] : (Object.values(entry) as string[]);
const places = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

afterAll(() => speakLanguage("en"));

describe.each(Object.keys(TABLES))("the table of %s", (code) => {
  const table = TABLES[code] ?? {};

  test("has the English keys and those of the gallery", () => {
    const keys = Object.keys(table).filter((key) => !/^(example|group)\./.test(key));
    expect(keys.sort()).toEqual(Object.keys(english).sort());
  });

  test("has the same places in every text", () => {
    for (const [key, entry] of Object.entries(english)) {
      const wanted = places(forms(entry).at(-1) ?? "");
      for (const form of forms(table[key] ?? "")) {
        // "one line" may do without its number.
        const found = [...new Set([...places(form), ...wanted.filter((p) => p === "{count}")])];
        expect(found.sort(), `${code} ${key}`).toEqual(wanted);
      }
    }
  });

  test("has the forms that the language needs for its numbers", () => {
    const rules = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, entry] of Object.entries(table)) {
      if (typeof entry !== "string") {
        // "many" is for millions in French and Spanish, which the page does not count to.
        const needed = rules.filter((rule) => rule !== "many");
        expect(Object.keys(entry), key).toEqual(expect.arrayContaining(needed));
      }
    }
  });

  test("is translated", () => {
    const sentences = Object.entries(english).filter(([, entry]) =>
      forms(entry).some((form) => form.split(" ").length > 3 && !SAME.test(form)),
    );
    expect(sentences.length).toBeGreaterThan(100);
    for (const [key, entry] of sentences)
      expect(forms(table[key] ?? ""), key).not.toEqual(forms(entry));
  });

  test("uses the country's quotation marks", () => {
    const all = Object.values(table).flatMap(forms).join("\n");
    expect(all).not.toMatch(/["']/);
    if (code === "de") expect(all).not.toMatch(/“[^“„]*”|«/);
    if (code === "fr") expect(all).not.toMatch(/[^\u202f\s][;!?»]|«[^\u202f]|“/);
    if (code === "es") expect(all).not.toMatch(/„|“|(^|[^\p{L}\s)»])[¿¡]/u);
  });
});

describe("the language of a visit", () => {
  test("is the first that the page speaks", () => {
    expect(firstSpoken(["nl-NL", "fr-CA", "de"])).toBe("fr");
    expect(firstSpoken(["DE-ch"])).toBe("de");
    expect(firstSpoken(["nl", "ja"])).toBe("en");
    expect(firstSpoken([])).toBe("en");
  });

  test("writes numbers, times and sentences", async () => {
    await speakLanguage("de");
    expect(shortNumber(0.31041)).toBe("0,3104");
    expect(shortNumber(60_000)).toBe("60.000");
    expect(duration(0.4)).toBe("unter 1\u00a0s");
    expect(t("picker.found", { count: 1 })).toBe("1 Treffer");
    expect(t("output.left_out", { count: 1234 })).toBe("1.234 frühere Zeilen wurden weggelassen.");
    await speakLanguage("en");
    expect(t("output.left_out", { count: 1 })).toBe("1 earlier line was left out.");
  });

  test("the last choice wins, however long the others take", async () => {
    const slow = speakLanguage("fr");
    const last = speakLanguage("es");
    await Promise.all([slow, last]);
    expect(t("run")).toBe("Ejecutar");
  });

  test("texts of what is loaded later come in the language of the moment", async () => {
    await speakLanguage("fr");
    await addTexts(LATER);
    expect(t("share" as "run")).toBe("Partager");
    expect(t("recover.back" as "run")).toBe("Reprendre");
  });

  test("values are never taken for places", () => {
    expect(t("picker.nothing", { question: "{question} {count}" })).toContain("{question} {count}");
  });

  test("every language has its own name", () => {
    expect(Object.keys(LANGUAGES).sort()).toEqual(
      ["en", ...Object.keys(TABLES)].sort() as LanguageCode[],
    );
  });
});

describe.each(["index.html", "embed.html"])("%s", (file) => {
  const html = readFileSync(file, "utf8");
  const marks = [...html.matchAll(/<[^>]*\sdata-say(?:-([a-z-]+))?="([^"]+)"[^>]*>([^<]*)/g)];

  test("says the English texts before the first paint", () => {
    expect(marks.length).toBeGreaterThan(5);
    for (const [tag] of html.matchAll(/<[^>]*\sdata-say[^>]*>[^<]*/g)) {
      for (const [, attribute, key = ""] of tag.matchAll(/data-say(?:-([a-z-]+))?="([^"]+)"/g)) {
        const text = english[key];
        const shown = attribute
          ? new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1]
          : tag.slice(tag.indexOf(">") + 1).trim();
        expect(shown, `${file} ${key}`).toBe(text);
      }
    }
  });

  test("has no words that cannot be said in another language", () => {
    const body = html.replace(/<noscript>[\s\S]*<\/noscript>/, "");
    for (const [tag, name] of body.matchAll(
      /<[a-z0-9]+[^>]*\s(aria-label|title|placeholder)="[^"]+"[^>]*>/g,
    )) {
      const views = /id="(code|output|chart|model|variables|computer)-panel"/.test(tag);
      expect(views || tag.includes(`data-say-${name}=`), tag).toBe(true);
    }
  });
});
