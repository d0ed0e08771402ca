/** Downloads with their progress. */
import { LIBRARY_ARCHIVE, PYTHON_FILES, STDLIB } from "./places";
import { post } from "./post";

export interface Parts {
  /** p_vision's own files. */
  library: ArrayBuffer;
  /** Python's standard library. */
  stdlib: ArrayBuffer;
}

/**
 * Fetches what Python is made of; Pyodide then finds it in the browser's cache. Where an earlier
 * visit has filled that cache, the `whole` of it need not be read twice.
 */
export async function fetchParts(baseUrl: string, folder: string, whole: boolean): Promise<Parts> {
  const wanted = PYTHON_FILES.filter(({ name }) => whole || name === STDLIB);
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  let shownAt = 0;
  const count = (bytes: number) => {
    loaded = Math.min(loaded + bytes, total);
    if (performance.now() - shownAt < 50) return;
    shownAt = performance.now();
    post({ type: "boot-progress", step: "download", loaded, total });
  };
  const [library, ...files] = await Promise.all([
    fetched(baseUrl + LIBRARY_ARCHIVE).then((response) => response.arrayBuffer()),
    ...wanted.map(({ name }) => download(folder + name, count)),
  ]);
  const stdlib = files[wanted.findIndex(({ name }) => name === STDLIB)] as ArrayBuffer;
  return { library, stdlib };
}

/** The answer, when it is a good one. */
export async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
  return response;
}

async function download(url: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetched(url);
  if (!response.body) return response.arrayBuffer();
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, out) {
        count(chunk.length);
        out.enqueue(chunk);
      },
    }),
  );
  return new Response(counted).arrayBuffer();
}
