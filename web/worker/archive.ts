/**
 * Lays a zip of stored files out in Python's file system. Python's own unpacking takes a hundred
 * times longer, more than anything else in a start from a snapshot.
 */

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;

export interface StoredFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

interface FileNode {
  contents: Uint8Array;
  usedBytes: number;
}

/** A folder in memory, as Emscripten keeps it. */
export interface FolderNode {
  contents: Record<string, FileNode | FolderNode>;
  node_ops: { mknod(folder: FolderNode, name: string, mode: number, device: number): FileNode };
}

/** What of a file system is used. */
export interface FileSystem {
  mkdirTree(path: string): void;
  lookupPath(path: string): { node: FolderNode };
}

/** An ordinary file that its owner may write. */
const FILE_MODE = 0o100644;

/** The files in an archive, as views into it. */
export function storedFiles(archive: ArrayBuffer): StoredFile[] {
  const view = new DataView(archive);
  const text = new TextDecoder();
  const damaged = () => new Error("An archive of Python files is damaged; reload the page.");
  // Ours have no comment, so the end record is at the very end.
  const end = archive.byteLength - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) throw damaged();
  const files: StoredFile[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) throw damaged();
    const size = view.getUint32(at + 24, true);
    const nameBytes = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    const name = text.decode(new Uint8Array(archive, at + CENTRAL_BYTES, nameBytes));
    const start =
      local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (view.getUint16(at + 10, true) !== STORED || start + size > end) throw damaged();
    if (!name.endsWith("/")) files.push({ name, bytes: new Uint8Array(archive, start, size) });
    at += CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

/**
 * Puts the files of an archive below a folder. Each folder is looked up once, and the archive's own
 * memory becomes the files', so that nothing is copied.
 */
export function layOut(system: FileSystem, archive: ArrayBuffer, folder: string): void {
  const folders = new Map<string, FolderNode>();
  for (const { name, bytes } of storedFiles(archive)) {
    const path = `${folder}/${name}`;
    const cut = path.lastIndexOf("/");
    const parent = path.slice(0, cut);
    let node = folders.get(parent);
    if (!node) {
      system.mkdirTree(parent);
      node = system.lookupPath(parent).node;
      folders.set(parent, node);
    }
    const own = path.slice(cut + 1);
    // There already where an earlier try broke off.
    const there = Object.hasOwn(node.contents, own) ? (node.contents[own] as FileNode) : null;
    const file = there ?? node.node_ops.mknod(node, own, FILE_MODE, 0);
    file.contents = bytes;
    file.usedBytes = bytes.length;
  }
}
