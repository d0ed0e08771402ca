// service_worker.mjs TARGET: web/offline/service_worker.ts as one classic script without imports.

import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "vite";

const target = process.argv[2];
const made = await build({
  configFile: false,
  publicDir: false,
  logLevel: "error",
  build: {
    write: false,
    target: "es2023",
    lib: {
      entry: "web/offline/service_worker.ts",
      formats: ["iife"],
      name: "p_vision_service_worker",
    },
  },
});
const [{ output }] = [made].flat();
const [script] = output.filter((part) => part.type === "chunk");
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.partial`, script.code);
await rename(`${target}.partial`, target);
