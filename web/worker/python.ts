/** Python's side of the worker: the session, entered by one call at a time. */
import type { PyodideAPI } from "pyodide";
import type { PyCallable, PyProxy } from "pyodide/ffi";
import type {
  CompletionReply,
  DemosReply,
  ErrorReport,
  HoverReply,
  RunKind,
  RunOutcome,
  SignatureReply,
  SyntaxProblem,
  VariablesReply,
  WidgetReply,
} from "../protocol";
import { type ProgramFileSystem, ProgramFolder } from "./files";
import type { PageHost } from "./host";

export interface CellEnd {
  outcome: RunOutcome;
  error?: ErrorReport;
}

const VERSIONS = "import sys, p_vision; f'{sys.version.split()[0]} {p_vision.__version__}'";

/** Of Python and of p_vision. */
export function versions(pyodide: PyodideAPI): { python: string; version: string } {
  const [python = "", version = ""] = (pyodide.runPython(VERSIONS) as string).split(" ");
  return { python, version };
}

type Proxy = PyProxy & Record<string, PyCallable>;

export class Python {
  /** Rejects when Python dies: what it was doing then never ends by itself. */
  private readonly death: Promise<never>;

  private constructor(
    readonly pyodide: PyodideAPI,
    private readonly session: Proxy,
    private readonly runCell: PyCallable,
  ) {
    this.death = new Promise((_, reject) => {
      const { _api } = pyodide as unknown as { _api: { on_fatal?: (error: unknown) => void } };
      _api.on_fatal = reject;
    });
    this.death.catch(() => undefined);
  }

  static async connect(pyodide: PyodideAPI, host: PageHost): Promise<Python> {
    const page = pyodide.pyimport("playground.page");
    const session = pyodide.pyimport("playground").Session() as Proxy;
    const runSync = pyodide.pyimport("pyodide.ffi").run_sync;
    const runCell = page.install(session, host, runSync) as PyCallable;
    await page.import_library.callPromising(session);
    return new Python(pyodide, session, runCell);
  }

  async run(code: string, kind: RunKind, filename: string): Promise<CellEnd> {
    const end = this.runCell.callPromising(code, kind, filename);
    return JSON.parse(await Promise.race([end, this.death])) as CellEnd;
  }

  async complete(source: string, offset: number): Promise<CompletionReply> {
    const reply = (await this.ask("complete", source, characters(source, offset))) as {
      from: number;
      items: CompletionReply["items"];
    };
    return { ...reply, from: [...source].slice(0, reply.from).join("").length };
  }

  async signature(source: string, offset: number): Promise<SignatureReply | null> {
    return (await this.ask(
      "signature",
      source,
      characters(source, offset),
    )) as SignatureReply | null;
  }

  async hover(source: string, offset: number): Promise<HoverReply | null> {
    const asked = await this.ask("hover", source, characters(source, offset));
    const reply = asked as HoverReply | null;
    const units = (place: number): number => [...source].slice(0, place).join("").length;
    return reply && { ...reply, from: units(reply.from), to: units(reply.to) };
  }

  async check(source: string): Promise<{ problem: SyntaxProblem | null }> {
    return { problem: (await this.ask("check", source)) as SyntaxProblem | null };
  }

  async look(what: string, options: string): Promise<object> {
    return (await this.ask("look", what, options)) as object;
  }

  async variables(wanted: string): Promise<VariablesReply> {
    return (await this.ask("variables", wanted)) as VariablesReply;
  }

  async widget(name: string, message: string): Promise<WidgetReply> {
    return (await this.ask("widget", name, message)) as WidgetReply;
  }

  async demos(message: string): Promise<DemosReply> {
    return (await this.ask("demos", message)) as DemosReply;
  }

  /** The backend that new models get; "" where none is chosen yet. */
  async backend(): Promise<string> {
    const get = this.pyodide.pyimport("p_vision.backend").get_backend as PyCallable;
    return (await get.callPromising()) as string;
  }

  get files(): ProgramFolder {
    const { FS } = this.pyodide;
    return new ProgramFolder(FS as unknown as ProgramFileSystem);
  }

  writeFile(path: string, bytes: Uint8Array): void {
    const { FS } = this.pyodide;
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    if (folder !== "") FS.mkdirTree(folder);
    FS.writeFile(path, bytes);
  }

  get bytes(): number {
    return (this.pyodide as unknown as { _module: { HEAPU8: Uint8Array } })._module.HEAPU8.length;
  }

  private async ask(method: string, ...values: unknown[]): Promise<unknown> {
    const function_ = this.session[method];
    if (!function_) throw new Error(`The session has no ${method}.`);
    return JSON.parse(await function_.callPromising(...values));
  }
}

/** Python counts characters, JavaScript halves of some of them. */
function characters(source: string, offset: number): number {
  return [...source.slice(0, offset)].length;
}
