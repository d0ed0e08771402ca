"""What WCAG asks of a page, measured in the browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Waits for colours that are just fading: they would be judged half-way. What an animation was
#: for may go meanwhile, and then its promise is rejected.
_SETTLE = """async () => {
  const fading = () => document.getAnimations().filter((animation) =>
    animation.playState === "running" && animation.effect.getTiming().iterations !== Infinity);
  for (let found = fading(); found.length > 0; found = fading()) {
    await Promise.allSettled(found.map((animation) => animation.finished));
  }
}"""

#: Everything that axe knows, with the rule for small targets that it leaves out.
_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

#: The focused element: its name, whether the focus can be seen, and whether something covers it.
_FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const name = element.id || element.getAttribute("aria-label") || element.textContent.trim();
  const shown = [element, element.closest(".cm-editor, label, .segments label"),
    element.nextElementSibling].some((one) => {
      if (!one) return false;
      const style = getComputedStyle(one);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5) ||
        one.classList.contains("cm-focused");
    });
  // A hidden field is shown by its label.
  const area = element.matches(".visually-hidden") ? element.closest("label") : element;
  const box = area.getBoundingClientRect();
  const points = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) =>
    document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)));
  const seen = points.some((at) => at && (area.contains(at) || at.contains(area)));
  return { name: name.slice(0, 60), shown, seen };
}"""

#: Texts that do not fit into their element, where the element does not say "…" on purpose.
_CUT = """() => [...document.querySelectorAll("button, h1, h2, h3, label, p, a, summary, legend")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => !element.closest(".visually-hidden, .cm-editor, .skip-link, .brand"))
  .filter((element) => {
    const style = getComputedStyle(element);
    const wide = element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis";
    const tall = element.scrollHeight > element.clientHeight + 2;
    return style.display !== "inline" && style.overflow !== "visible" && (wide || tall) &&
      !element.matches(".key-hint, .brand-name") && style.clipPath === "none";
  })
  .map((element) => element.outerHTML.slice(0, 120))"""

#: The distances of WCAG's text spacing.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def findings(page: Page) -> list[str]:
    """What axe has to say, one line for each element."""
    page.evaluate(_SETTLE)
    results = Axe().run(page, options=_OPTIONS)
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def bad_focus(page: Page, presses: int = 60, least: int = 8) -> list[str]:
    """Goes through the page with Tab; what has the focus unseen or covered.

    Args:
        page: the page, wherever its focus is.
        presses: how often Tab is pressed at most.
        least: so many controls must be reached.
    """
    bad, names = [], []
    for _ in range(presses):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        page.evaluate(_SETTLE)
        found = page.evaluate(_FOCUS)
        if found is None:
            break
        for _ in range(20):
            if found["shown"] and found["seen"]:
                break
            # The editor draws its focus a moment later, on a busy machine a long one.
            page.wait_for_timeout(50)
            found = page.evaluate(_FOCUS)
        if names and found["name"] == names[0]:
            break
        names.append(found["name"])
        if not found["shown"]:
            bad.append(f"no focus to be seen: {found['name']}")
        if not found["seen"]:
            bad.append(f"covered: {found['name']}")
        if page.evaluate("() => !!document.activeElement.closest('.cm-editor')"):
            page.keyboard.press("Escape")
    return bad if len(names) >= least else [*bad, f"only {names} can be reached"]


def cut_off(page: Page) -> list[str]:
    """Elements whose text is cut."""
    found: list[str] = page.evaluate(_CUT)
    return found


def space_text(page: Page) -> None:
    """Set the text as widely as readers may ask for."""
    page.evaluate(_SPACING)


def sticks_out(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
