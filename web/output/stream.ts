/**
 * Printed text in the log. Lines go into blocks of a few hundred; a full block is skipped by the
 * browser while it is out of sight, so that 100,000 lines scroll as smoothly as ten.
 */
import { el } from "../dom";
import { LineWriter } from "./lines";

export type StreamName = "stdout" | "stderr";

const BLOCK_LINES = 200;
/** Blocks of long lines have fewer of them: one that is in sight is laid out whole. */
const BLOCK_LETTERS = 20_000;
/** Drawn tables, such as a model's summary: they scroll sideways instead of wrapping. */
const BOXED = /^\s*[\u2500-\u257f]/;

export class StreamView {
  private readonly writer = new LineWriter();
  private block: HTMLPreElement | null = null;
  private finished: Text | null = null;
  private open: Text | null = null;
  private lines = 0;
  private letters = 0;
  private boxed = false;

  constructor(
    private readonly name: StreamName,
    /** Puts a new block into the log, or counts more lines in one that is there. */
    private readonly place: (block: HTMLElement, lines: number) => void,
  ) {}

  write(text: string): void {
    const lines = this.writer.write(text);
    let start = 0;
    while (start < lines.length) {
      const boxed = BOXED.test(lines[start] ?? "");
      this.setBoxed(boxed);
      const most = start + BLOCK_LINES - (this.block ? this.lines : 0);
      let end = start + 1;
      let letters = (this.block ? this.letters : 0) + (lines[start]?.length ?? 0);
      while (
        end < lines.length &&
        end < most &&
        letters < BLOCK_LETTERS &&
        BOXED.test(lines[end] ?? "") === boxed
      ) {
        letters += lines[end]?.length ?? 0;
        end++;
      }
      this.add(lines.slice(start, end));
      start = end;
    }
    if (this.writer.open !== "" || this.open?.data) {
      this.setBoxed(false);
      this.ensureBlock();
      if (this.open) this.open.data = this.writer.open;
    }
  }

  /** The next text starts a new block: something else was shown in between. */
  close(): void {
    if (this.writer.open !== "") this.add([this.writer.take()]);
    this.block = null;
  }

  private setBoxed(boxed: boolean): void {
    if (boxed === this.boxed) return;
    this.boxed = boxed;
    // What the old block showed as its open line goes on in the new one.
    if (this.open) this.open.data = "";
    this.block = null;
  }

  private add(lines: string[]): void {
    this.ensureBlock();
    const text = `${lines.join("\n")}\n`;
    this.finished?.appendData(text);
    if (this.open) this.open.data = "";
    this.lines += lines.length;
    this.letters += text.length;
    if (this.block) this.place(this.block, lines.length);
    if (this.lines >= BLOCK_LINES || this.letters >= BLOCK_LETTERS) {
      this.block?.classList.add("full");
      this.block = null;
    }
  }

  private ensureBlock(): void {
    if (this.block) return;
    this.finished = document.createTextNode("");
    this.open = document.createTextNode("");
    this.block = el("pre", { class: this.name }, this.finished, this.open);
    if (this.boxed) {
      this.block.classList.add("boxed");
      this.block.tabIndex = 0;
    }
    this.lines = 0;
    this.letters = 0;
    this.place(this.block, 0);
  }
}
