/** One thread of the engine: an instance of its code in the common memory, which never comes back. */
import type { ThreadStart } from "./threads";

interface Glue {
  default(input: {
    module_or_path: WebAssembly.Module;
    memory: WebAssembly.Memory;
    thread_stack_size: number;
  }): Promise<unknown>;
  help(): void;
  help_failed(): void;
}

/** Loops need little, a panic's words need some. */
const STACK_BYTES = 1 << 20;

addEventListener("message", ({ data }: MessageEvent<ThreadStart>) => void help(data), {
  once: true,
});

async function help({ script, module, memory }: ThreadStart): Promise<void> {
  const glue = (await import(/* @vite-ignore */ script)) as Glue;
  await glue.default({ module_or_path: module, memory, thread_stack_size: STACK_BYTES });
  try {
    glue.help();
  } catch {
    // The engine tells what happened: it waits for this thread, and ends with it.
    glue.help_failed();
  }
}
