/** Which views are in sight: four tabs beside the code, six on a narrow window. */
import { byId, el } from "../dom";
import { setAttribute, words } from "../language/text";

export type View = "code" | "output" | "chart" | "model" | "variables" | "computer";

const SIDE: readonly View[] = ["chart", "model", "variables", "computer"];
const ALL: readonly View[] = ["code", "output", ...SIDE];

export class Views {
  /** True while only one view fits. */
  private readonly narrow = matchMedia("(max-width: 45rem)");
  private readonly workspace = byId("workspace");
  private readonly tabs = new Map<string, HTMLElement>();
  private view: View = "code";
  private side: View = "chart";

  constructor(private readonly onShow: (view: View) => void) {
    this.fill(byId("phone-tablist"), "phone", ALL);
    this.fill(byId("side-tablist"), "side", SIDE);
    this.narrow.addEventListener("change", () => this.apply());
    this.apply();
  }

  get isNarrow(): boolean {
    return this.narrow.matches;
  }

  isVisible(view: View): boolean {
    if (this.isNarrow) return this.view === view;
    return view === "code" || view === "output" || this.side === view;
  }

  show(view: View): void {
    this.view = view;
    if (SIDE.includes(view)) this.side = view;
    this.apply();
    this.onShow(view);
  }

  /** A dot on the tab of a view that has something new, until it is looked at. */
  news(view: View): void {
    if (this.isVisible(view)) return;
    for (const kind of ["phone", "side"])
      this.tabs.get(`${kind}-${view}`)?.setAttribute("data-news", "");
  }

  private fill(list: HTMLElement, kind: string, views: readonly View[]): void {
    views.forEach((view, index) => {
      const tab = el(
        "button",
        { type: "button", role: "tab", id: `${kind}-${view}`, "aria-controls": `${view}-panel` },
        words(`view.${view}`),
      );
      tab.addEventListener("click", () => this.show(view));
      tab.addEventListener("keydown", (event) => {
        const last = views.length - 1;
        const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const next = views[(to + views.length) % views.length] ?? view;
        this.show(next);
        this.tabs.get(`${kind}-${next}`)?.focus();
      });
      this.tabs.set(`${kind}-${view}`, tab);
      list.append(tab);
    });
  }

  private apply(): void {
    this.workspace.dataset.view = this.view;
    if (this.isNarrow && SIDE.includes(this.view)) this.side = this.view;
    this.workspace.dataset.side = this.side;
    for (const [id, tab] of this.tabs) {
      const [kind, view] = id.split("-") as ["phone" | "side", View];
      const selected = view === (kind === "phone" ? this.view : this.side);
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      if (selected) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (this.isVisible(view)) tab.removeAttribute("data-news");
    }
    for (const view of ALL) this.namePanel(view);
  }

  /** A panel is a tab's panel only where it has a tab. */
  private namePanel(view: View): void {
    const panel = byId(`${view}-panel`);
    const kind = this.isNarrow ? "phone" : "side";
    const tab = this.tabs.get(`${kind}-${view}`);
    if (tab) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      setAttribute(panel, "aria-label", null);
    } else {
      panel.removeAttribute("role");
      panel.removeAttribute("aria-labelledby");
      setAttribute(panel, "aria-label", words(`view.${view}`));
    }
  }
}
