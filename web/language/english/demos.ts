/** Inputs of a program (p_vision.ui), and the page that is shown inside another. */
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
  "demo.camera.none": "The browser gave no camera: there is none, or it was not allowed.",
  "demo.text": "Text",

  "embed.title": "p_vision program",
  "embed.open": "Open in the playground",
  "embed.empty": "This frame’s address holds no program.",
  "embed.stopped": "Stopped.",
} as const;
