/** The output, the prompt and the start of Python. */
export const output = {
  "output.label": "Program output",
  "output.copy": "Copy",
  "output.copied": "Copied",
  "output.clear": "Clear",
  "output.cleared": "Output cleared.",
  "output.newest": "Newest output",
  "output.left_out": {
    one: "{count} earlier line was left out.",
    other: "{count} earlier lines were left out.",
  },
  "output.began": "{file}, {time}",
  "output.ready": "Python is ready",
  "output.ready.more":
    "What your program prints appears here. The prompt below shares its names: try model.evaluate after a run.",
  "output.picture": "Picture made by the program",
  "output.frame": "Result of the program",
  "output.save": "Save: {what}",
  "output.save.picture": "Picture",

  "run.stopped": "Stopped. Names and models stay as they are.",
  "run.stopped.fit": "Stopped. The model keeps what it has learned.",
  "run.stopped.fit.more": "Call fit on it again and it goes on from there.",
  "run.go_on": "Go on training",
  "run.page_ended":
    "The browser ended this page last time. Your text is as it was; names and models are gone.",
  "run.finished": "Finished in {time}.",
  "run.loading": "Loading {names}…",
  "run.loading.failed": "{names} could not be loaded.",
  "run.loading.failed.matplotlib": "{names} could not be loaded. p_vision.show draws without it.",
  "run.restarted":
    "Python was started again. Its names and models are gone; your text is as it was.",
  "run.no_answer":
    "Python did not answer Stop, so it was ended and started again. Its names and models are gone; your text is as it was.",
  "run.crashed": "Python has ended. Your text is safe; press Restart.",
  "run.crashed.why": "Python has ended. {why} Your text is safe; press Restart.",
  "run.ready": "Python is ready.",
  "run.question": "The program asks for a line of text.",

  "ask.label": "The program asks for a line of text",
  "ask.answer": "Answer",
  "error.line": "line {line}",
  "error.where": "{name} in {line}",
  "error.way": "How the program got there",

  queue: "Waiting to be run",
  "queue.next": "Next",
  "queue.then": "Then",
  "queue.remove": "Do not run {title}",
  "queue.dropped": {
    one: "{count} program that waited was taken back.",
    other: "{count} that waited were taken back.",
  },

  "prompt.label": "Python prompt",
  "prompt.example": "Python, for example 1 + 1",

  boot: "Python is starting",
  "boot.download": "Download Python",
  "boot.python": "Start Python",
  "boot.packages": "Unpack p_vision",
  "boot.engine": "Start the engine",
  "boot.import": "Import p_vision",
  "boot.amount": "{loaded} of {total}",
  "boot.failed": "Python could not be started",
  "boot.failed.why": "Python could not be started. The reason: {why}",
  "boot.slow": "This takes longer than usual. The connection may be slow, or something is stuck.",
  "boot.again": "Try again",
} as const;
