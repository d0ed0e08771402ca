/** Files a person brought: kept in this browser, so that a reload does not lose them. */

const NAME = "p_vision-files";
const STORE = "files";
/** More is kept only until the page is closed. */
const LARGEST = 60_000_000;

export interface BroughtFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "name" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const request = work(database.transaction(STORE, mode).objectStore(STORE));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

export class BroughtFiles {
  private readonly files = new Map<string, BroughtFile>();

  /** Every file, also those of earlier visits; empty where the browser forbids storage. */
  async load(): Promise<BroughtFile[]> {
    const kept = await within<BroughtFile[]>("readonly", (store) => store.getAll()).catch(() => []);
    for (const file of kept) if (!this.files.has(file.name)) this.files.set(file.name, file);
    return [...this.files.values()];
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  /** False: it lives only until the page is closed. */
  async add(file: BroughtFile): Promise<boolean> {
    this.files.set(file.name, file);
    const total = [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (total > LARGEST) return false;
    return within("readwrite", (store) => store.put(file)).then(
      () => true,
      () => false,
    );
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
    await within("readwrite", (store) => store.delete(name)).catch(() => undefined);
  }
}
