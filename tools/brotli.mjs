// Compressed files, with Node's own brotli and gzip.
//   pack FROM TO            as small as brotli makes it
//   unpack FROM TO
//   beside FOLDER CACHE     x.br and x.gz beside each file x that gets smaller

import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants, gzip } from "node:zlib";

const LEFT_AS_THEY_ARE = /\.(br|gz|png|jpg|woff2|ico|partial)$|wheels\/[^/]+\.whl$/;
// Images of digits: brotli takes two minutes on them to gain little over gzip.
const GZIP_ONLY = /-ubyte$/;
const SMALLEST_WORTH_IT = 1024;

async function writeWhole(path, content) {
  const partial = `${path}.partial`;
  await writeFile(partial, content);
  await rename(partial, path);
}

function toBrotli(content, quality) {
  return promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
}

const toGzip = (content) => promisify(gzip)(content, { level: 9 });

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Compressing is slow and contents rarely change: results are kept by content. */
async function cached(cache, key, make) {
  const kept = join(cache, key);
  try {
    await stat(kept);
  } catch {
    await writeWhole(kept, await make());
  }
  return kept;
}

async function compressBeside(path, folder, cache) {
  const content = await readFile(path);
  if (content.length < SMALLEST_WORTH_IT) {
    return;
  }
  const inside = relative(folder, path).split(sep).join("/");
  const hash = createHash("sha256").update(content).digest("hex");
  const forms = [["gz", () => toGzip(content)]];
  if (!GZIP_ONLY.test(path)) {
    // An engine fresh from the compiler changes often and goes no farther than this machine.
    const quality = inside.startsWith("engine/") ? 5 : 11;
    forms.push(["br", () => toBrotli(content, quality)]);
  }
  for (const [form, make] of forms) {
    const kept = await cached(cache, `${hash}.${form}`, make);
    if ((await stat(kept)).size < content.length) {
      await copyFile(kept, `${path}.${form}`);
    }
  }
}

async function compressFolder(folder, cache) {
  await mkdir(cache, { recursive: true });
  const waiting = (await filesBelow(folder)).filter((path) => !LEFT_AS_THEY_ARE.test(path));
  const worker = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      await compressBeside(path, folder, cache);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

const [command, from, to] = process.argv.slice(2);
if (command === "pack") {
  await writeWhole(to, await toBrotli(await readFile(from), 11));
} else if (command === "unpack") {
  await writeWhole(to, await promisify(brotliDecompress)(await readFile(from)));
} else if (command === "beside") {
  await compressFolder(from, to);
} else {
  console.error("brotli.mjs pack FROM TO | unpack FROM TO | beside FOLDER CACHE");
  process.exit(2);
}
