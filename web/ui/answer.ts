/** What Python answered to an input: bars for probabilities, a picture, or text. */
import { shortNumber } from "../chart/numbers";
import { el } from "../dom";
import type { WidgetReply } from "../protocol";

export function answerView(reply: WidgetReply): HTMLElement {
  switch (reply.kind) {
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
      return el(
        "p",
        { class: "hint" },
        "Python was started again and has forgotten this. Run the program to bring it to life.",
      );
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
