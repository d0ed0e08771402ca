/** What the import lines of a text bind. */

export interface Imported {
  module: string;
  /** The name in the module; missing where the module itself is bound. */
  name?: string;
}

const FROM = /^\s*from\s+([\w.]+)\s+import\s+(?:\(([^)]*)|([^(#\n]*))/gm;
const IMPORT = /^\s*import\s+([^#\n]+)/gm;

export function importsOf(source: string): Map<string, Imported> {
  const found = new Map<string, Imported>();
  for (const [, module = "", inBrackets, plain] of source.matchAll(FROM)) {
    for (const part of (inBrackets ?? plain ?? "").replace(/#[^\n]*/g, "").split(",")) {
      const [name = "", alias] = part.trim().split(/\s+as\s+/);
      if (name !== "") found.set(alias ?? name, { module, name });
    }
  }
  for (const [, list = ""] of source.matchAll(IMPORT)) {
    for (const part of list.split(",")) {
      const [module = "", alias] = part.trim().split(/\s+as\s+/);
      // `import a.b` binds only `a`.
      if (alias) found.set(alias, { module });
      else if (module !== "")
        found.set(module.split(".")[0] ?? module, { module: module.split(".")[0] ?? module });
    }
  }
  return found;
}
