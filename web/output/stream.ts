/**
 * Printed text in the log. Lines go into blocks of a few hundred; a full block is skipped by the
 * browser while it is out of sight, so that 100,000 lines scroll as smoothly as ten.
 */
import { el } from "../dom";
import { LineWriter } from "./lines";

export type StreamName = "stdout" | "stderr";

const BLOCK_LINES = 200;

export class StreamView {
  private readonly writer = new LineWriter();
  private block: HTMLPreElement | null = null;
  private finished: Text | null = null;
  private open: Text | null = null;
  private lines = 0;

  constructor(
    private readonly name: StreamName,
    private readonly place: (block: HTMLElement) => void,
  ) {}

  /** Shows the text and says how many lines it finished. */
  write(text: string): number {
    const lines = this.writer.write(text);
    let rest = lines;
    while (rest.length > 0) {
      const room = BLOCK_LINES - this.lines;
      this.add(rest.slice(0, room));
      rest = rest.slice(room);
    }
    if (this.writer.open !== "" || this.open?.data) {
      this.ensureBlock();
      if (this.open) this.open.data = this.writer.open;
    }
    return lines.length;
  }

  /** The next text starts a new block: something else was shown in between. */
  close(): void {
    if (this.writer.open !== "") this.add([this.writer.take()]);
    this.block = null;
  }

  private add(lines: string[]): void {
    this.ensureBlock();
    this.finished?.appendData(`${lines.join("\n")}\n`);
    if (this.open) this.open.data = "";
    this.lines += lines.length;
    if (this.lines >= BLOCK_LINES) {
      this.block?.classList.add("full");
      this.block = null;
    }
  }

  private ensureBlock(): void {
    if (this.block) return;
    this.finished = document.createTextNode("");
    this.open = document.createTextNode("");
    this.block = el("pre", { class: this.name }, this.finished, this.open);
    this.lines = 0;
    this.place(this.block);
  }
}
