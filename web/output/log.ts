/** The output panel: streams, results, errors and notes in the order in which they happened. */
import { el } from "../dom";
import { setText, type Words, words } from "../language/text";
import { Backlog, PIECE_COST } from "./backlog";
import { type StreamName, StreamView } from "./stream";

/** Older output is left out beyond this many lines. */
export const MOST_LINES = 100_000;
/** And beyond this many blocks: the browser looks at each of them in every layout. */
const MOST_BLOCKS = 3_000;
/** Milliseconds of a frame for what was printed; the rest of it is drawn in the next one. */
const BUDGET = 8;
/** And letters: what the browser then lays out takes its time too. */
const FRAME_LETTERS = 200_000;
const NEAR_BOTTOM = 48;

export class Log {
  private readonly backlog = new Backlog();
  private scheduled = false;
  private stream: StreamName | null = null;
  private streams: Record<StreamName, StreamView>;
  /** Lines in each child of the log, to know what leaving one out saves. */
  private readonly counts = new Map<Element, number>();
  private total = 0;
  private leftOut = 0;
  /** How many the note says. */
  private told = 0;
  /** Stands there until there is something else. */
  private empty: HTMLElement | null = null;
  private following = true;
  private lastTop = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly jump: HTMLElement,
  ) {
    this.streams = this.freshStreams();
    // What scrolls must be reachable by keyboard.
    root.tabIndex = 0;
    root.addEventListener("scroll", () => this.noticeScroll(), { passive: true });
    jump.addEventListener("click", () => {
      this.followNewest();
      root.focus({ preventScroll: true });
    });
    new ResizeObserver(() => this.follow()).observe(root);
    // Pictures and what is drawn later grow after they were shown.
    root.addEventListener("load", () => this.follow(), true);
    root.addEventListener("grown", () => this.follow());
  }

  /** Printed text; drawn once a frame however often it is called. */
  print(stream: StreamName, text: string): void {
    this.leftOut += this.backlog.print(stream, text);
    this.schedule();
  }

  /** Anything that is not a stream: what was printed before it stays before it. */
  show(element: HTMLElement): void {
    // After a flood the page stays in hand: the element waits for its turn.
    if (this.backlog.weight > FRAME_LETTERS) {
      this.backlog.show(element);
      return;
    }
    this.flush();
    this.put(element);
    this.follow();
  }

  /** Takes back what was shown. */
  drop(element: HTMLElement): void {
    if (!this.backlog.drop(element)) element.remove();
  }

  note(text: Words | string, kind = ""): void {
    this.show(el("p", { class: `note ${kind}`.trim() }, text));
  }

  clear(): void {
    this.backlog.clear();
    this.root.replaceChildren();
    this.counts.clear();
    this.streams = this.freshStreams();
    this.stream = null;
    this.total = 0;
    this.leftOut = 0;
    this.told = 0;
    this.following = true;
    this.jump.hidden = true;
  }

  get isEmpty(): boolean {
    this.flush();
    return this.root.childElementCount === 0;
  }

  /** Shown until there is something else. */
  placeholder(element: HTMLElement): void {
    this.empty = element;
    this.root.replaceChildren(element);
  }

  /** Everything shown, as plain text. */
  text(): string {
    this.flush();
    const shown = [...this.counts.keys()].filter((element) => element.isConnected);
    const parts = shown.map((element) =>
      element.classList.contains("echo")
        ? `>>> ${(element.textContent ?? "").replaceAll("\n", "\n... ")}`
        : (element.textContent ?? "").replace(/\n$/, ""),
    );
    return `${parts.filter((part) => part !== "").join("\n")}\n`;
  }

  private freshStreams(): Record<StreamName, StreamView> {
    const place = (block: HTMLElement, lines: number): void => this.place(block, lines);
    return { stdout: new StreamView("stdout", place), stderr: new StreamView("stderr", place) };
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // Hidden pages get no frames; their output must not pile up.
    if (document.hidden) setTimeout(() => this.draw(), 100);
    else requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.scheduled = false;
    this.flush(performance.now() + BUDGET);
    if (!this.backlog.isEmpty) this.schedule();
  }

  private flush(until = Number.POSITIVE_INFINITY): void {
    if (this.backlog.isEmpty) return;
    let left = until === Number.POSITIVE_INFINITY ? until : FRAME_LETTERS;
    do {
      const piece = this.backlog.take(left);
      if (!piece) break;
      if ("element" in piece) {
        this.put(piece.element);
        piece.element.dispatchEvent(new Event("placed"));
        left -= PIECE_COST;
        continue;
      }
      const { stream, text } = piece;
      if (this.stream !== stream) {
        this.closeStream();
        this.stream = stream;
        left -= PIECE_COST;
      }
      this.streams[stream].write(text);
      left -= text.length;
    } while (left > 0 && performance.now() < until);
    this.trim();
    this.follow();
  }

  private put(element: HTMLElement): void {
    this.closeStream();
    this.place(element, 1);
  }

  private closeStream(): void {
    if (this.stream) this.streams[this.stream].close();
    this.stream = null;
  }

  private place(element: HTMLElement, lines: number): void {
    if (!element.isConnected) {
      this.empty?.remove();
      this.empty = null;
      this.root.append(element);
    }
    this.counts.set(element, (this.counts.get(element) ?? 0) + lines);
    this.total += lines;
  }

  private get isTooLong(): boolean {
    return this.total > MOST_LINES || this.counts.size > MOST_BLOCKS;
  }

  private trim(): void {
    for (const [element, lines] of this.counts) {
      if (!this.isTooLong || element === this.root.lastElementChild) break;
      element.remove();
      this.counts.delete(element);
      this.total -= lines;
      this.leftOut += lines;
    }
    if (this.leftOut === this.told) return;
    this.told = this.leftOut;
    let note = this.root.querySelector<HTMLElement>(":scope > .left-out");
    if (!note) {
      note = el("p", { class: "note left-out" });
      this.root.prepend(note);
    }
    setText(note, words("output.left_out", { count: this.leftOut }));
  }

  private noticeScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    // What grows after it was shown also moves the end away: only a way up is a reader's wish.
    if (scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM) this.following = true;
    else if (scrollTop < this.lastTop) this.following = false;
    this.lastTop = scrollTop;
    this.jump.hidden = this.following;
  }

  /** What comes next is wanted in sight, even where somebody had scrolled back. */
  followNewest(): void {
    this.following = true;
    this.jump.hidden = true;
    this.follow();
  }

  private follow(): void {
    if (this.following) this.root.scrollTop = this.root.scrollHeight;
    else this.jump.hidden = false;
  }
}
