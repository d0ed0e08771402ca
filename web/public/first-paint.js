// Runs before the first paint, so that a chosen theme never flashes, and no words in a language
// that the page is about to replace.
try {
  const settings = JSON.parse(localStorage.getItem("p_vision.settings") ?? "{}");
  const { theme, language } = settings;
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  const asked = new URLSearchParams(location.search).get("language");
  const code = asked ?? (/^[a-z]{2}$/.test(language) ? language : navigator.language);
  if (/^(de|es|fr)\b/.test(code)) document.documentElement.dataset.waiting = "language";
} catch {
  // A browser that forbids storage follows the system's theme and shows English for a moment.
}
// A link with a trained model is shown as a demo, without the playground around it.
if (location.hash.startsWith("#p2=")) document.documentElement.dataset.demo = "";
// A button that is pressed before the page listens is pressed when it does: `web/early_press.ts`.
{
  let pressed = null;
  const hold = (event) => {
    const button = event.target.closest?.(".top-bar button");
    if (!button) return;
    event.stopImmediatePropagation();
    pressed = button;
  };
  addEventListener("click", hold, true);
  globalThis.pressEarly = () => {
    removeEventListener("click", hold, true);
    pressed?.click();
  };
}
