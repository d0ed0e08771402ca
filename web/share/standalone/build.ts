/// <reference types="node" />
/** For Vite: the scripts and the look of a page in one file, each without imports. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type InlineConfig, type Plugin } from "vite";

const FOLDER = "web/share/standalone";

/** One entry as one script; what it imports later is in it too. */
async function bundled(entry: string, format: "es" | "iife"): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    publicDir: false,
    logLevel: "error",
    base: "./",
    worker: { format: "es" },
    build: {
      write: false,
      target: "es2023",
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: `${FOLDER}/${entry}`,
        output: { format, codeSplitting: false },
      },
    },
  };
  const [made] = [await build(config)].flat();
  const output = made && "output" in made ? made.output : [];
  const [script] = output.flatMap((part) => (part.type === "chunk" && part.isEntry ? [part] : []));
  if (!script) throw new Error(`${entry} could not be made into one script.`);
  return script.code;
}

/** The style sheet with its fonts in it. */
async function styles(): Promise<string> {
  const [made] = [
    await build({
      configFile: false,
      publicDir: false,
      logLevel: "error",
      base: "./",
      build: {
        write: false,
        assetsInlineLimit: 1_000_000,
        rolldownOptions: { input: `${FOLDER}/page.css` },
        cssTarget: ["chrome123", "firefox128", "safari17.5"],
      },
    }),
  ].flat();
  const output = made && "output" in made ? made.output : [];
  for (const part of output) {
    if (part.type === "asset" && part.fileName.endsWith(".css")) return String(part.source);
  }
  throw new Error("The style sheet of a page in one file could not be made.");
}

/** Writes `standalone/` into the built site. */
export function standalonePage(): Plugin {
  let folder = "";
  return {
    name: "standalone-page",
    apply: "build",
    configResolved(config) {
      folder = join(config.build.outDir, "standalone");
    },
    async closeBundle() {
      const [page, worker, look] = await Promise.all([
        bundled("page.ts", "es"),
        bundled("worker.ts", "iife"),
        styles(),
      ]);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "page.js"), page);
      writeFileSync(join(folder, "worker.js"), worker);
      writeFileSync(join(folder, "page.css"), look);
    },
  };
}
