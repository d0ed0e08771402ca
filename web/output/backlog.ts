/** What waits to be drawn, in its order: a frame takes as much of it as it has time for. */
import type { StreamName } from "./stream";

export type Piece = { stream: StreamName; text: string } | { element: HTMLElement };

/** So many pieces fit into the output at all, and so many letters into its lines. */
const MOST_PIECES = 3_000;
const MOST_LETTERS = 20_000_000;
/** A new block costs the browser about as much as so many letters in an old one. */
export const PIECE_COST = 1_000;

export class Backlog {
  private pieces: Piece[] = [];
  private letters = 0;

  get isEmpty(): boolean {
    return this.pieces.length === 0;
  }

  /** Gives back how many lines had to go because more waits than is ever shown. */
  print(stream: StreamName, text: string): number {
    const last = this.pieces.at(-1);
    if (last && "text" in last && last.stream === stream) last.text += text;
    else this.pieces.push({ stream, text });
    this.letters += text.length;
    let lines = 0;
    while (this.letters > MOST_LETTERS || this.pieces.length > MOST_PIECES) {
      const oldest = this.pieces.findIndex((piece) => "text" in piece);
      if (oldest < 0) break;
      lines += this.shorten(oldest);
    }
    return lines;
  }

  /** How much work it is, in letters. */
  get weight(): number {
    return this.letters + PIECE_COST * this.pieces.length;
  }

  show(element: HTMLElement): void {
    this.pieces.push({ element });
  }

  /** Takes back what was not drawn yet; false where it was. */
  drop(element: HTMLElement): boolean {
    const at = this.pieces.findIndex((piece) => "element" in piece && piece.element === element);
    if (at >= 0) this.pieces.splice(at, 1);
    return at >= 0;
  }

  clear(): void {
    this.pieces = [];
    this.letters = 0;
  }

  /** The next piece; of a long text only whole lines of about `most` letters. */
  take(most: number): Piece | undefined {
    const [first] = this.pieces;
    if (!first || !("text" in first) || first.text.length <= most) {
      this.pieces.shift();
      if (first && "text" in first) this.letters -= first.text.length;
      return first;
    }
    const end = first.text.lastIndexOf("\n", most) + 1 || most;
    const text = first.text.slice(0, end);
    first.text = first.text.slice(end);
    this.letters -= end;
    return { stream: first.stream, text };
  }

  /** Leaves out a piece, or the first half of one that is too long by itself. */
  private shorten(at: number): number {
    const piece = this.pieces[at];
    if (!piece || !("text" in piece)) return 0;
    const { text } = piece;
    const end = text.length > MOST_LETTERS / 2 ? text.indexOf("\n", text.length / 2) + 1 : 0;
    if (end > 0) piece.text = text.slice(end);
    else this.pieces.splice(at, 1);
    const gone = end > 0 ? text.slice(0, end) : text;
    this.letters -= gone.length;
    return gone.split("\n").length - 1;
  }
}
