/** Whether Enter at the prompt should start a new line. Python has the last word after it. */

const OPEN = "([{";
const CLOSE = ")]}";

/** Looks at brackets, triple quotes, a colon at the end and the blank line that ends a block. */
export function isUnfinished(code: string): boolean {
  const { depth, inText, bare } = scan(code);
  if (depth > 0 || inText) return true;
  const lines = bare.split("\n");
  const last = lines.at(-1) ?? "";
  if (/[:\\]\s*$/.test(last)) return true;
  const isBlock = lines.some((line) => /^\S.*:\s*$/.test(line) || line.startsWith("@"));
  return isBlock && last.trim() !== "";
}

/** What is sent to Python: an empty last line stays, because it says that a block has ended. */
export function entryOf(code: string): string {
  const entry = code.trimEnd();
  return code.slice(entry.length).includes("\n") ? `${entry}\n` : entry;
}

/** The indentation that the line after `code` starts with. */
export function nextIndent(code: string): string {
  const last = code.slice(code.lastIndexOf("\n") + 1);
  const indent = /^\s*/.exec(last)?.[0] ?? "";
  return /:\s*(#.*)?$/.test(last) ? `${indent}    ` : indent;
}

/** Bracket depth, an open triple quote, and the code without strings and comments. */
function scan(code: string): { depth: number; inText: boolean; bare: string } {
  let depth = 0;
  let quote = "";
  let bare = "";
  for (let index = 0; index < code.length; index++) {
    const character = code[index] ?? "";
    const three = code.slice(index, index + 3);
    if (quote !== "") {
      if (character === "\\") index++;
      else if (code.startsWith(quote, index)) {
        index += quote.length - 1;
        quote = "";
      } else if (character === "\n" && quote.length === 1) quote = "";
    } else if (three === '"""' || three === "'''") {
      quote = three;
      index += 2;
      bare += "s";
    } else if (character === '"' || character === "'") {
      quote = character;
      bare += "s";
    } else if (character === "#") {
      const end = code.indexOf("\n", index);
      index = end < 0 ? code.length : end - 1;
    } else {
      if (OPEN.includes(character)) depth++;
      if (CLOSE.includes(character)) depth--;
      bare += character;
    }
  }
  return { depth, inText: quote.length === 3, bare };
}
