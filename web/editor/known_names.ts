/**
 * What is known of p_vision without Python: a table that the build writes. Completion, signatures
 * and hover ask it while Python starts or is busy. Loaded with the first question.
 */
import type { CompletionReply, HoverReply, SignatureReply } from "../protocol";
import { importsOf } from "./imports";

/** Kind, signature, first sentence; or the module that knows the name. */
type Entry = [kind: string, signature: string, sentence: string] | string;

export interface NamesTable {
  modules: Record<string, Record<string, Entry>>;
  methods: Record<string, Entry>;
}

type Found = { name: string; kind: string; signature: string; sentence: string };

const PATH = /[^\W\d]\w*(?:\.[^\W\d]\w*)*/gu;

export class KnownNames {
  constructor(private readonly table: NamesTable) {}

  static async load(): Promise<KnownNames> {
    const response = await fetch(new URL("names.json", document.baseURI));
    if (!response.ok) throw new Error(`names.json: ${response.status}`);
    return new KnownNames((await response.json()) as NamesTable);
  }

  /** Members of modules, and names of p_vision for a word that begins. */
  complete(source: string, offset: number): CompletionReply | null {
    const before = source.slice(0, offset);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const word = /\w*$/.exec(before)?.[0] ?? "";
    const from = offset - word.length;
    const fromModule = /^\s*from\s+([\w.]+)\s+import\s+\(?[\w\s,]*$/.exec(line)?.[1];
    if (fromModule) return this.members(fromModule, from);
    const module = /^\s*(?:from|import)\s+([\w.]*)$/.exec(line)?.[1];
    if (module !== undefined) return this.submodules(module, from);
    const path = /([^\W\d]\w*(?:\.[^\W\d]\w*)*)\.\w*$/u.exec(before)?.[1];
    if (path === undefined) return word === "" ? null : this.members("p_vision", from);
    const owner = this.moduleOf(path, source);
    if (owner) return this.members(owner, from);
    return { from, items: this.items(this.table.methods, "") };
  }

  signature(source: string, opened: number, offset: number): SignatureReply | null {
    const callee = /([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*$/u.exec(source.slice(0, opened))?.[1];
    const found = callee === undefined ? null : this.find(callee, source);
    if (!found || found.signature === "") return null;
    const parameters = split(found.signature.slice(1, -1)).filter((part) => part !== "");
    return {
      name: found.name,
      signature: found.signature,
      parameters,
      active: activeOf(parameters, source.slice(opened + 1, offset)),
      documentation: found.sentence,
    };
  }

  hover(source: string, offset: number): HoverReply | null {
    const start = source.lastIndexOf("\n", offset - 1) + 1;
    const end = source.indexOf("\n", offset);
    const line = source.slice(start, end < 0 ? source.length : end);
    for (const match of line.matchAll(PATH)) {
      const at = start + match.index;
      if (offset < at || offset > at + match[0].length) continue;
      // Only up to the word that is pointed at.
      const rest = /^\w*/.exec(source.slice(offset))?.[0] ?? "";
      const path = source.slice(at, Math.min(offset + rest.length, at + match[0].length));
      const found = this.find(path, source);
      if (!found) return null;
      const to = at + path.length;
      const { signature, sentence } = found;
      const from = to - (path.split(".").at(-1)?.length ?? 0);
      return { from, to, title: found.name, signature, documentation: sentence };
    }
    return null;
  }

  private members(module: string, from: number): CompletionReply | null {
    const names = this.table.modules[module];
    return names ? { from, items: this.items(names, module) } : null;
  }

  private submodules(path: string, from: number): CompletionReply {
    const parent = path.slice(0, path.lastIndexOf(".") + 1);
    const names = Object.keys(this.table.modules).flatMap((name) =>
      name.startsWith(parent) ? (name.slice(parent.length).split(".")[0] ?? []) : [],
    );
    const unique = [...new Set(parent === "" ? [...names, "numpy"] : names)].sort();
    const items = unique.map((label) => ({ label, kind: "module" as const, detail: "" }));
    return { from, items };
  }

  private items(names: Record<string, Entry>, module: string): CompletionReply["items"] {
    return Object.keys(names).map((label) => {
      const { kind } = this.entry(module, label) ?? { kind: "variable" };
      return { label, kind: kind as CompletionReply["items"][number]["kind"], detail: "" };
    });
  }

  /** What a path such as `layers.Dense` or `model.fit` means in this text. */
  private find(path: string, source: string): Found | null {
    const parts = path.split(".");
    const name = parts.pop() ?? "";
    if (parts.length > 0) {
      const module = this.moduleOf(parts.join("."), source);
      return module ? this.entry(module, name) : this.entry("", name);
    }
    const imported = importsOf(source).get(name);
    if (!imported) return null;
    if (imported.name !== undefined) return this.entry(imported.module, imported.name);
    return this.moduleEntry(imported.module);
  }

  private moduleOf(path: string, source: string): string | null {
    const [first = "", ...rest] = path.split(".");
    const imported = importsOf(source).get(first);
    if (!imported) return null;
    const start = imported.name === undefined ? [] : [imported.name];
    const module = [imported.module, ...start, ...rest].join(".");
    return module in this.table.modules ? module : null;
  }

  private moduleEntry(module: string): Found | null {
    if (!(module in this.table.modules)) return null;
    return { name: module, kind: "module", signature: "", sentence: "" };
  }

  /** `module` "": a method of something whose type is not known. */
  private entry(module: string, name: string): Found | null {
    const names = module === "" ? this.table.methods : this.table.modules[module];
    const entry = names && Object.hasOwn(names, name) ? names[name] : undefined;
    if (entry === undefined) return null;
    if (typeof entry === "string") return entry === module ? null : this.entry(entry, name);
    const [kind, signature, sentence] = entry;
    return { name, kind, signature, sentence };
  }
}

/** Parts between the commas of the outermost level. */
export function split(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    if (character === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}

function activeOf(parameters: readonly string[], written: string): number {
  const places = split(written);
  const keyword = /^(\w+)\s*=(?!=)/.exec(places.at(-1) ?? "")?.[1];
  if (keyword !== undefined) {
    return parameters.findIndex((parameter) => parameter.split("=")[0] === keyword);
  }
  const position = places.length - 1;
  return position < parameters.length && !parameters[position]?.startsWith("**") ? position : -1;
}
