import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { type FolderNode, layOut, storedFiles } from "../../web/worker/archive";

const folder = mkdtempSync(join(tmpdir(), "archive-"));
const WRITE = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", int(sys.argv[2])) as archive:
    archive.writestr("pkg/", "")
    archive.writestr("pkg/one.py", "x = 1")
    archive.writestr("pkg/deep/näme.pyc", bytes(range(256)))
    archive.writestr("empty.txt", "")
`;

function zip(method: number): ArrayBuffer {
  const path = join(folder, `${method}.zip`);
  execFileSync("python3", ["-c", WRITE, path, String(method)]);
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}

afterAll(() => rmSync(folder, { recursive: true }));

it("finds every file with its bytes", () => {
  const files = Object.fromEntries(storedFiles(zip(0)).map(({ name, bytes }) => [name, bytes]));
  expect(Object.keys(files)).toEqual(["pkg/one.py", "pkg/deep/näme.pyc", "empty.txt"]);
  expect(new TextDecoder().decode(files["pkg/one.py"])).toBe("x = 1");
  expect(files["pkg/deep/näme.pyc"]).toEqual(Uint8Array.from({ length: 256 }, (_, i) => i));
  expect(files["empty.txt"]?.length).toBe(0);
});

/** Folders and files in memory, as far as they are used; `made` counts new files. */
function memory() {
  const folders = new Map<string, FolderNode>();
  const made: string[] = [];
  const mknod: FolderNode["node_ops"]["mknod"] = (folder, name, mode) => {
    expect(mode).toBe(0o100644);
    const file = { contents: new Uint8Array(0), usedBytes: 0 };
    folder.contents[name] = file;
    made.push(name);
    return file;
  };
  return {
    made,
    folders,
    mkdirTree: (path: string) => void folders.set(path, { contents: {}, node_ops: { mknod } }),
    lookupPath: (path: string) => ({ node: folders.get(path) as FolderNode }),
  };
}

it("puts the files into their folders", () => {
  const system = memory();
  layOut(system, zip(0), "/lib");
  expect([...system.folders.keys()]).toEqual(["/lib/pkg", "/lib/pkg/deep", "/lib"]);
  const file = system.folders.get("/lib/pkg/deep")?.contents["näme.pyc"];
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  expect(file).toEqual({ contents: bytes, usedBytes: 256 });
});

it("goes on where an earlier try broke off", () => {
  const system = memory();
  layOut(system, zip(0), "/lib");
  const known = new Map(system.folders);
  layOut({ ...system, mkdirTree: () => undefined }, zip(0), "/lib");
  expect(system.made.length).toBe(3);
  expect(system.folders).toEqual(known);
});

it("refuses what is cut short, deflated or no archive", () => {
  const whole = zip(0);
  for (const bad of [whole.slice(0, -5), whole.slice(40), zip(8), new ArrayBuffer(10)]) {
    expect(() => storedFiles(bad)).toThrow(/damaged/);
  }
});
