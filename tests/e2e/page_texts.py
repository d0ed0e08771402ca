"""What a page says: every text that people see or hear, and where a language's table has it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

TABLES = Path(__file__).resolve().parents[2] / "web" / "language"

#: Texts and spoken attributes of what is shown. Programs, their output and their code are the
#: user's; elements with a language of their own say something else on purpose.
_READ = """() => {
  const foreign = "script, style, noscript, svg, pre, code, kbd, iframe, .cm-content, " +
    ".cm-gutters, .cm-tooltip, .user-text, body [lang]";
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest(foreign);
  const path = (element) => element.closest("[id]")?.id + " " + element.tagName.toLowerCase() +
    "." + element.getAttribute("class");
  const found = [["title", document.title, "head"]];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && seen(element)) found.push(["text", node.data, path(element)]);
  }
  const names = ["aria-label", "title", "placeholder", "alt", "aria-valuetext"];
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of names) {
      const text = element.getAttribute(name);
      const own = element.closest("body [lang], pre, .cm-tooltip");
      if (text?.trim() && !own && element.checkVisibility({ visibilityProperty: true })) {
        found.push([name, text, path(element)]);
      }
    }
  }
  return found;
}"""

#: Names, numbers and signs that are the same everywhere.
_NEUTRAL = re.compile(
    r"""[\W\d_]*|>>>|p_vision|Python|Cpu|Wgpu|Auto|CSV|SVG|PNG|OK|HTML|QR|[\d.,]+\s?(s|ms|min|h|[kMGT]?[Bo])
    |[\w-]+\.(py|txt|csv|npz|ipynb)|model\.\w+\(?\)?|(\d+|None)(,\s*\d+)*""",
    re.VERBOSE,
)


class Shown(NamedTuple):
    """One text of a page.

    Args:
        kind: "text" or the attribute's name.
        text: what it says.
        place: where it stands.
    """

    kind: str
    text: str
    place: str


def shown_texts(page: Page) -> list[Shown]:
    """Everything that the page says now."""
    return [
        Shown(kind, re.sub(r"\s+", " ", text).strip(), place)
        for kind, text, place in page.evaluate(_READ)
    ]


def texts_of(language: str) -> list[str]:
    """Every text in the tables of a language, such as "german", its places in braces."""
    texts = []
    for path in sorted((TABLES / language).glob("*.ts")):
        source = re.sub(r"^import .*$|^/\*\*.*\*/$", "", path.read_text(), flags=re.MULTILINE)
        literals = re.findall(r'"(?:[^"\\]|\\.)*"', source)
        texts += [re.sub(r"\s+", " ", json.loads(literal)) for literal in literals]
    return texts


def not_from(language: str, shown: list[Shown], known: tuple[str, ...] = ()) -> list[Shown]:
    """What of the shown texts no table of the language explains.

    Args:
        language: folder of the tables, such as "german".
        shown: what the page says.
        known: names that the test itself brought, as regular expressions.
    """
    whole, pieces = [], set()
    for text in texts_of(language):
        parts = re.split(r"\{\w+\}", text)
        pieces |= {part.strip() for part in parts if part.strip()}
        # A text that is all places would explain everything.
        if max(len(re.sub(r"[\W\d_]", "", part)) for part in parts) >= 3:
            whole.append(".*".join(re.escape(part) for part in parts).strip())
    pattern = re.compile("|".join([*whole, *known]), re.DOTALL)

    def explained(text: str) -> bool:
        return bool(text in pieces or _NEUTRAL.fullmatch(text) or pattern.fullmatch(text))

    # A line may list several texts.
    return [
        entry
        for entry in shown
        if not explained(entry.text) and not all(map(explained, re.split(" · |, ", entry.text)))
    ]
