/** A button that gives the training views the whole page, and takes it back. */
import { byId, el, icon } from "../dom";
import { setAttribute, words } from "../language/text";

export function installEnlarge(): void {
  const workspace = byId("workspace");
  const button = el("button", { type: "button", class: "button quiet small icon-only enlarge" });
  const show = (large: boolean): void => {
    workspace.toggleAttribute("data-large", large);
    const what = words(large ? "views.shrink" : "views.enlarge");
    setAttribute(button, "aria-label", what);
    setAttribute(button, "title", what);
    button.replaceChildren(icon(large ? "shrink" : "enlarge"));
  };
  button.addEventListener("click", () => show(!workspace.hasAttribute("data-large")));
  byId("views").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !workspace.hasAttribute("data-large")) return;
    show(false);
    button.focus();
  });
  byId("side-tablist").after(button);
  show(false);
}
