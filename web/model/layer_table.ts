/** The layers of a model as a table: the same as the graph, for reading and for screen readers. */
import { el } from "../dom";
import { t } from "../language/later";
import { whole } from "../language/numbers";
import type { GraphNode, ModelGraph } from "./graph_types";

export function layerTable(graph: ModelGraph, onNode: (node: number) => void): HTMLElement {
  const most = Math.max(1, ...graph.nodes.map(({ parameters }) => parameters ?? 0));
  const branched = isBranched(graph);
  const heading = (text: string, kind = ""): HTMLElement =>
    el("th", { scope: "col", class: kind || undefined }, text);
  const head = el(
    "tr",
    {},
    heading(t("model.column.layer")),
    heading(t("model.column.type")),
    heading(t("model.column.shape")),
    heading(t("model.column.parameters"), "number"),
    branched ? heading(t("look.column.after")) : null,
    el("td"),
  );
  const rows = graph.nodes.map((node, index) => {
    const share = el("i");
    share.style.width = `${(100 * (node.parameters ?? 0)) / most}%`;
    const button = el("button", { type: "button", class: "text-button" }, node.name);
    button.addEventListener("click", () => onNode(index));
    return el(
      "tr",
      { class: node.inside === undefined ? undefined : "inside" },
      el("th", { scope: "row", class: "layer-name" }, button),
      el("td", { class: "layer-kind" }, node.kind),
      el("td", { class: "layer-name" }, node.shape),
      el("td", { class: "number" }, amount(node)),
      branched ? el("td", { class: "layer-name" }, node.after.join(", ")) : null,
      el(
        "td",
        { "aria-hidden": "true" },
        node.parameters ? el("span", { class: "share" }, share) : null,
      ),
    );
  });
  return el(
    "table",
    { class: "data-table" },
    el("caption", { class: "visually-hidden" }, t("model.caption", { model: graph.name })),
    el("thead", {}, head),
    el("tbody", {}, ...rows),
  );
}

function amount(node: GraphNode): string {
  if (node.parameters === null) return t("look.unbuilt.short");
  const count = whole(node.parameters);
  return node.trained ? count : `${count}, ${t("look.frozen")}`;
}

/** Whether anything takes more than what stands right before it. */
function isBranched(graph: ModelGraph): boolean {
  return graph.nodes.some(({ after, inside }, index) => {
    const before = graph.nodes[index - 1];
    const usual = before && before.inside === inside ? before.name : undefined;
    return after.length > 1 || (after.length === 1 && usual !== undefined && after[0] !== usual);
  });
}
