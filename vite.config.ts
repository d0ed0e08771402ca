/// <reference types="node" />
import { createReadStream, existsSync, rmSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { defineConfig, type Plugin } from "vite";
import { standalonePage } from "./web/share/standalone/build.ts";

const SITE = "dist/site";
/** What the build puts beside the page: Python, the engine, wheels and data. */
const PARTS = /^\/(pyodide|engine|wheels|data)\//;
const TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".zip": "application/zip",
};
const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/**
 * Small modules that the page needs at its start and other parts too: one file, because each one
 * more costs almost a kilobyte of headers.
 */
const COMMON =
  /\/web\/(dom|download|protocol|theme|computer\/choice|output\/frame|language\/(?!later)[a-z]+|documents\/(program|storage|settings)|chart\/(numbers|runs)|share\/(address|form|link|packed|shared_program)|editor\/keyboard_exit|demo\/form|model\/look|settings\/theme)\.ts$|preload-helper/;

/** Removes the hashed files of the last build; the big parts beside them stay. */
function freshAssets(): Plugin {
  let folder = "";
  return {
    name: "fresh-assets",
    apply: "build",
    configResolved(config) {
      folder = join(config.build.outDir, config.build.assetsDir);
    },
    buildStart() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const START = "web/start.ts";

/** A small script before that of the page: what starts Python does not wait for the editor. */
function startFirst(): Plugin {
  return {
    name: "start-first",
    transformIndexHtml(_html, { bundle, filename }) {
      if (!filename.endsWith("/index.html")) return [];
      const chunks = Object.values(bundle ?? {}).filter((part) => part.type === "chunk");
      const built = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${START}`));
      const src = built ? `./${built.fileName}` : `/${START}`;
      // Run when it is there: others wait until the whole page has been read.
      const attrs = { type: "module", async: true, crossorigin: true, src };
      return [{ tag: "script", attrs, injectTo: "head-prepend" }];
    },
  };
}

/** `npm run dev` serves the built parts as they are, without Vite's rewriting. */
function builtParts(): Plugin {
  return {
    name: "built-parts",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = normalize(decodeURI((request.url ?? "/").split("?")[0] ?? "/"));
        const file = join(SITE, path);
        if (!PARTS.test(path) || !existsSync(file) || !statSync(file).isFile()) return next();
        const type = TYPES[extname(file)] ?? "application/octet-stream";
        response.writeHead(200, { ...ISOLATION, "Content-Type": type });
        createReadStream(file).pipe(response);
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: "web/public",
  plugins: [freshAssets(), startFirst(), builtParts(), standalonePage()],
  server: { headers: ISOLATION },
  worker: { format: "es" },
  build: {
    outDir: mode === "preview-states" ? "dist/preview-states" : SITE,
    emptyOutDir: false,
    rolldownOptions: {
      input: ["index.html", "embed.html", START],
      output: { codeSplitting: { groups: [{ name: "common", test: COMMON, minShareCount: 2 }] } },
    },
    target: "es2023",
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  test: { include: ["tests/web/**/*.test.ts"], environment: "node" },
}));
