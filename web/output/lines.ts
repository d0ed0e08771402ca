/**
 * A printed stream as a terminal understands it: "\r" goes back to the start of the line (progress
 * bars), "\b" one place; colours and other escape sequences are left out.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const MOVES = /[\r\b\x00-\x08\x0b\x0c\x0e-\x1f]/;

/** One line longer than this is shown in pieces, so that no single line slows the page down. */
export const LONGEST_LINE = 10_000;

export class LineWriter {
  private current = "";
  private column = 0;

  /** The line that is still being written. */
  get open(): string {
    return this.current;
  }

  /** Takes printed text and gives back the lines that it finished. */
  write(text: string): string[] {
    const pieces = text.replace(ESCAPES, "").split("\n");
    const finished: string[] = [];
    pieces.forEach((piece, index) => {
      this.append(piece);
      const last = index === pieces.length - 1;
      while (this.current.length > LONGEST_LINE) {
        finished.push(this.current.slice(0, LONGEST_LINE));
        this.current = this.current.slice(LONGEST_LINE);
        this.column = Math.max(0, this.column - LONGEST_LINE);
      }
      if (!last) finished.push(this.take());
    });
    return finished;
  }

  /** Ends the open line and gives it back. */
  take(): string {
    const line = this.current;
    this.current = "";
    this.column = 0;
    return line;
  }

  private append(piece: string): void {
    if (piece.endsWith("\r") && !piece.slice(0, -1).includes("\r")) {
      // "\r\n" arrives as a piece that ends in "\r": the line is complete as it stands.
      this.overwrite(piece.slice(0, -1));
      this.column = 0;
      return;
    }
    if (!MOVES.test(piece)) {
      this.overwrite(piece);
      return;
    }
    for (const part of piece.split(/([\r\b])/)) {
      if (part === "\r") this.column = 0;
      else if (part === "\b") this.column = Math.max(0, this.column - 1);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no picture
      else this.overwrite(part.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, ""));
    }
  }

  private overwrite(text: string): void {
    const before = this.current.slice(0, this.column);
    const after = this.current.slice(this.column + text.length);
    this.current = before + text + after;
    this.column += text.length;
  }
}
