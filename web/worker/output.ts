/** Gathers what Python prints: a message at most every 30 ms or 64 kB. */
import { post } from "./post";

const PAUSE = 30;
const MOST = 65_536;

type Stream = "stdout" | "stderr";

export class Output {
  runId = 0;
  private text = "";
  private stream: Stream = "stdout";
  private sentAt = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };

  /** What Pyodide calls with the bytes of one write. */
  writer(stream: Stream): { write(bytes: Uint8Array): number } {
    return {
      write: (bytes) => {
        this.add(stream, this.decoders[stream].decode(bytes, { stream: true }));
        return bytes.length;
      },
    };
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.text === "") return;
    post({ type: "output", runId: this.runId, stream: this.stream, text: this.text });
    this.text = "";
    this.sentAt = performance.now();
  }

  private add(stream: Stream, text: string): void {
    if (stream !== this.stream) this.flush();
    this.stream = stream;
    this.text += text;
    // No timer fires while Python computes, so each write looks at the clock too.
    if (this.text.length >= MOST || performance.now() - this.sentAt >= PAUSE) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), PAUSE);
  }
}
