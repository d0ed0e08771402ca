/**
 * The statement of a program whose training was stopped, to run it once more: the model goes on from
 * where it was. Only statements that stand by themselves count; inside a loop or a function a line
 * alone would not do the same.
 */

const BEGIN = /^(?:[A-Za-z_]\w*\s*=\s*)?[A-Za-z_][\w.]*\.fit\(/gm;
const ANY = /\.fit\(/g;

/**
 * @param code what was run
 * @param begun how many trainings it had begun when it was stopped
 * @returns null where it cannot be known which statement that was
 */
export function fitStatement(code: string, begun: number): string | null {
  const bare = withoutTexts(code);
  const found = [...bare.matchAll(BEGIN)];
  const all = [...bare.matchAll(ANY)].length;
  const match = found[begun - 1];
  if (match === undefined || all !== found.length) return null;
  const end = closing(bare, match.index + match[0].length);
  return end === null ? null : code.slice(match.index, end);
}

/** The place after the bracket that closes the one before `start`. */
function closing(bare: string, start: number): number | null {
  let depth = 1;
  for (let at = start; at < bare.length; at++) {
    const sign = bare[at] ?? "";
    if ("([{".includes(sign)) depth++;
    if (")]}".includes(sign)) depth--;
    if (depth === 0) return at + 1;
  }
  return null;
}

const TEXTS = /("""|''')[\s\S]*?(?:\1|$)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** The same length and lines, with blanks in the place of texts and comments. */
function withoutTexts(code: string): string {
  return code.replace(TEXTS, (text) => text.replace(/[^\n]/g, " "));
}
