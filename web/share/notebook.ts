/** A program as a Jupyter notebook: its docstring as text, the rest as cells of code. */
import type { ProgramFile } from "../documents/program";

interface Cell {
  cell_type: "markdown" | "code";
  id: string;
  metadata: Record<string, never>;
  source: string[];
  execution_count?: null;
  outputs?: [];
}

/** Back to the playground. */
export interface Link {
  text: string;
  address: string;
}

const DOCSTRING = /^\s*(?:"""([\s\S]*?)"""|'''([\s\S]*?)''')[ \t]*\n*/;

export function notebook(title: string, files: readonly ProgramFile[], link: Link | null): string {
  const [main = { name: "program.py", text: "" }, ...others] = files;
  const found = DOCSTRING.exec(main.text);
  const words = (found?.[1] ?? found?.[2] ?? "").trim();
  const back = link ? `\n\n[${link.text}](${link.address})` : "";
  const cells: Cell[] = [markdown("about", `# ${title}\n\n${words}${back}`)];
  others.forEach(({ name, text }, index) => {
    cells.push(code(`file-${index + 1}`, `%%writefile ${name}\n${text}`));
  });
  const body = main.text.slice(found?.[0].length ?? 0);
  cells.push(code("program", body.trim()));
  return `${JSON.stringify(
    {
      cells,
      metadata: {
        kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
        language_info: { name: "python" },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  )}\n`;
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function markdown(id: string, text: string): Cell {
  return {
    cell_type: "markdown",
    id,
    metadata: {},
    source: lines(text.replace(/\n{3,}/g, "\n\n")),
  };
}

function code(id: string, text: string): Cell {
  return {
    cell_type: "code",
    id,
    metadata: {},
    source: lines(text),
    execution_count: null,
    outputs: [],
  };
}
