/** The files of the program's folder, as the page lists and saves them. */
import type { FileEntry } from "../protocol";

/** What of Pyodide's file system is used. */
export interface ProgramFileSystem {
  cwd(): string;
  readdir(path: string): string[];
  stat(path: string): { mode: number; size: number };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array;
  unlink(path: string): void;
}

const MOST = 500;

export class ProgramFolder {
  constructor(private readonly system: ProgramFileSystem) {}

  /** Sorted by path; without hidden files and what Python itself leaves. */
  list(): FileEntry[] {
    const found: FileEntry[] = [];
    this.walk(this.system.cwd(), "", found);
    return found.sort((a, b) => a.path.localeCompare(b.path));
  }

  read(path: string): Uint8Array {
    return this.system.readFile(this.inside(path));
  }

  remove(path: string): void {
    try {
      this.system.unlink(this.inside(path));
    } catch {
      // It is gone already.
    }
  }

  private inside(path: string): string {
    return `${this.system.cwd()}/${path}`;
  }

  private walk(folder: string, before: string, found: FileEntry[]): void {
    for (const name of this.system.readdir(folder)) {
      if (name.startsWith(".") || name === "__pycache__" || found.length >= MOST) continue;
      const path = `${folder}/${name}`;
      const { mode, size } = this.system.stat(path);
      if (this.system.isDir(mode)) this.walk(path, `${before}${name}/`, found);
      else found.push({ path: before + name, size });
    }
  }
}
