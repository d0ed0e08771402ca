/** An array with its shape, dtype and range above its numbers. */
import { el } from "../dom";
import { t } from "../language/later";
import type { MimeBundle } from "../protocol";
import { csvButton } from "./table";

interface ArrayFacts {
  shape: string;
  dtype: string;
  low: string;
  high: string;
}

export function arrayView(json: string, data: MimeBundle): HTMLElement {
  const { shape, dtype, low, high } = JSON.parse(json) as ArrayFacts;
  const range = low === "" ? "" : `, ${t("rich.range", { low, high })}`;
  const foot = el("p", { class: "rich-foot" });
  foot.append(el("span", {}, t("rich.array", { shape, dtype }), range));
  if (data["text/csv"]) foot.append(csvButton(data["text/csv"], "array.csv"));
  return el(
    "div",
    { class: "rich" },
    el("pre", { class: "stdout" }, data["text/plain"] ?? ""),
    foot,
  );
}
