/** Inputs of a program (p_vision.ui), models that answer by themselves, and the embedded page. */
export const demos = {
  "demo.unknown": "This page has no input called {kind}.",
  "demo.waiting": "The answer comes when the program has ended.",
  "demo.gone":
    "Python was started again and has forgotten this. Run the program to bring it to life.",
  "demo.pad":
    "Drawing pad. The arrow keys move the pen, Space puts it down or lifts it, Delete clears.",
  "demo.pad.hint": "Draw here with mouse, finger or pen.",
  "demo.pad.clear": "Clear",
  "demo.picture": "Choose a picture, or drop one here",
  "demo.picture.chosen": "The chosen picture",
  "demo.picture.stays": "Nothing is uploaded: the picture stays here.",
  "demo.picture.unreadable": "This file is no picture that the browser can read.",
  "demo.camera": "Use the camera",
  "demo.camera.off": "Switch the camera off",
  "demo.camera.sees": "What the camera sees",
  "demo.camera.stays": "The pictures stay on this computer.",
  "demo.camera.refused":
    "The camera was not allowed. The sign beside the page’s address lets you allow it; then press the button again.",
  "demo.camera.frame":
    "The page around this one does not pass the camera on. Open this in the playground to use it.",
  "demo.camera.missing": "There is no camera on this device.",
  "demo.camera.taken": "The camera cannot be used: another program may have it.",
  "demo.camera.insecure":
    "Browsers give the camera only to pages that are served securely (https).",
  "demo.camera.ended": "The camera was switched off or unplugged.",
  "demo.camera.none": "The browser gave no picture of a camera.",
  "demo.text": "Text",
  "demo.picture.of": "A picture of {height} by {width}",

  "demo.about":
    "A trained model answers here, on your device. No code runs, and nothing is sent anywhere.",
  "demo.weights.float32": "Exact weights: the answers are those of the trained model",
  "demo.weights.float16": "Weights in half precision",
  "demo.weights.int8": "Weights as 8-bit numbers",
  "demo.cost": "{weights}: answers differ by at most {difference} on {inputs}",
  "demo.cost.samples": { one: "{count} sample", other: "{count} samples" },
  "demo.cost.asked": { one: "the last input", other: "the last {count} inputs" },
  "demo.cost.made_up": { one: "{count} made-up input", other: "{count} made-up inputs" },
  "demo.cost.changed": {
    one: "{cost}; {count} of them gets another class",
    other: "{cost}; {count} of them get another class",
  },
  "demo.code": "Open the code",
  "demo.none": "This link holds no demo of a model.",
  "demo.damaged": "This demo is damaged: a part of it may be missing. Ask for it again.",
  "demo.newer": "This demo was made by a newer version of this page. Reload the page to get it.",
  "demo.odd.input": "This demo has an input that this page does not know.",
  "demo.odd.pictures": "The pictures of this demo have an impossible size.",
  "demo.odd.sliders": "The sliders of this demo have impossible ranges.",
  "demo.odd.words": "The words of this demo are in a form that this page does not know.",
  "demo.engine":
    "The part of this page that computes could not be loaded. Check the network and try again.",
  "demo.refused": "The model in this demo does not fit together, so it was not run.",
  "demo.failed":
    "The model in this demo could not be computed here: it may need more memory than there is.",
  "demo.slow": "The model in this demo took too long to answer and was stopped.",
  "demo.no_number": "The model’s answer is no number.",
  "demo.beside": "Its trained model lies beside the program: {code} reads it.",

  "embed.title": "p_vision program",
  "embed.open": "Open in the playground",
  "embed.empty": "This frame’s address holds no program.",
  "embed.stopped": "Stopped.",
  "embed.crashed": "Python has ended. {why}",
} as const;
