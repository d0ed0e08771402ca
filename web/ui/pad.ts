/** A drawing pad for mouse, finger, pen and keyboard; white on black, as MNIST's digits are. */
import { el } from "../dom";
import { words } from "../language/later";
import { grayPixels, toLetters } from "./pixels";
import type { Send, WidgetSpec } from "./widget";

const SIDE = 280;
const STEP = 8;
/** Answers while one draws; the last stroke is always answered. */
const PAUSE = 60;

export function drawingPad({ options }: WidgetSpec, send: Send): HTMLElement {
  const size = Number(options.size) || 28;
  const centred = options.centred !== false;
  const canvas = el("canvas", {
    class: "pad",
    width: String(SIDE),
    height: String(SIDE),
    tabindex: "0",
    role: "application",
    "aria-label": words("demo.pad"),
  });
  const pen = el("span", { class: "pad-pen", hidden: true });
  const hint = el("p", { class: "hint" }, words("demo.pad.hint"));
  const clear = el("button", { type: "button", class: "button small" }, words("demo.pad.clear"));
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const middle = { x: SIDE / 2, y: SIDE / 2 };
  let place = middle;
  let down = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const report = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (brush) {
        const pixels = toLetters(grayPixels(canvas, size, centred));
        send({ size, channels: 1, pixels });
      }
    }, PAUSE);
  };
  const lineTo = (x: number, y: number): void => {
    if (!brush) return;
    brush.lineWidth = SIDE * 0.075;
    brush.lineCap = "round";
    brush.lineJoin = "round";
    brush.strokeStyle = "#fff";
    brush.beginPath();
    brush.moveTo(place.x, place.y);
    brush.lineTo(x + 0.01, y);
    brush.stroke();
    place = { x, y };
    report();
  };
  const wipe = (): void => {
    if (brush) {
      brush.fillStyle = "#000";
      brush.fillRect(0, 0, SIDE, SIDE);
    }
    clearTimeout(timer);
    timer = undefined;
    place = middle;
    down = false;
    pen.hidden = true;
    // An empty pad is no question.
    canvas.dispatchEvent(new Event("widget-clear", { bubbles: true }));
  };
  const at = (event: PointerEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    const scale = SIDE / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.hidden = true;
    place = at(event);
    lineTo(place.x, place.y);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    // Fast strokes arrive in few events that hold many points.
    const points = event.getCoalescedEvents?.() ?? [];
    for (const point of points.length > 0 ? points : [event]) {
      const { x, y } = at(point);
      lineTo(x, y);
    }
  });
  canvas.addEventListener("keydown", (event) => {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const move = moves[event.key];
    if (move) {
      const x = Math.min(SIDE, Math.max(0, place.x + move[0]));
      const y = Math.min(SIDE, Math.max(0, place.y + move[1]));
      if (down) lineTo(x, y);
      else place = { x, y };
    } else if (event.key === " ") {
      down = !down;
      if (down) lineTo(place.x, place.y);
    } else if (event.key === "Delete" || event.key === "Backspace") wipe();
    else return;
    event.preventDefault();
    pen.hidden = false;
    pen.classList.toggle("down", down);
    pen.style.left = `${(100 * place.x) / SIDE}%`;
    pen.style.top = `${(100 * place.y) / SIDE}%`;
  });
  clear.addEventListener("click", wipe);
  wipe();
  return el(
    "div",
    { class: "widget-input" },
    el("div", { class: "pad-frame" }, canvas, pen),
    el("div", { class: "pad-foot" }, hint, clear),
  );
}
