/** The answer to an input: bars for probabilities, a picture, or text. */
import { shortNumber } from "../chart/numbers";
import { el } from "../dom";
import { words } from "../language/later";
import type { WidgetReply } from "../protocol";
import { outcomeOf } from "./outcome";

export function answerView(reply: WidgetReply): HTMLElement {
  switch (reply.kind) {
    case "values":
      return answerView(outcomeOf(numbersIn(reply.values), reply.shape, reply.names));
    case "pixels":
      return pixelsView(reply);
    case "bars":
      return barsView(reply.bars);
    case "picture": {
      const source = reply.svg
        ? `data:image/svg+xml,${encodeURIComponent(reply.svg)}`
        : (reply.address ?? "");
      return el("img", { class: "widget-picture", src: source, alt: reply.text });
    }
    case "text":
      return el("p", { class: "widget-text" }, reply.text);
    case "problem":
      return el("p", { class: "widget-problem" }, reply.text);
    case "gone":
      return el("p", { class: "hint" }, words("demo.gone"));
  }
}

function barsView(bars: readonly { label: string; value: number }[]): HTMLElement {
  const most = Math.max(1e-9, ...bars.map(({ value }) => Math.abs(value)));
  const chances = most <= 1;
  const best = bars.reduce((a, b) => (b.value > a.value ? b : a), { label: "", value: -Infinity });
  const rows = bars.map(({ label, value }) => {
    const words = chances ? `${(100 * value).toFixed(0)} %` : shortNumber(value);
    const bar = el("i", {});
    bar.style.width = `${Math.max(0, (100 * value) / (chances ? 1 : most))}%`;
    return el(
      "li",
      { class: label === best.label ? "best" : "" },
      el("span", { class: "bar-name" }, label),
      el("span", { class: "bar-room" }, bar),
      el("span", { class: "bar-value" }, words),
    );
  });
  return el("ul", { class: "bars" }, ...rows);
}

/** Python sends its numbers as bytes: eight for each, little endian, in letters. */
function numbersIn(letters: string): Float64Array {
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Float64Array(bytes.buffer);
}

function pixelsView(reply: Extract<WidgetReply, { kind: "pixels" }>): HTMLElement {
  const { width, height, channels, pixels, text } = reply;
  const canvas = el("canvas", { class: "widget-picture", role: "img", "aria-label": text });
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const shade = (channel: number): number => pixels[channels * at + channel] ?? 0;
    const colours =
      channels === 3 ? [shade(0), shade(1), shade(2)] : [shade(0), shade(0), shade(0)];
    image.data.set([...colours, 255], 4 * at);
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
