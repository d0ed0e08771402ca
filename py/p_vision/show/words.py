"""Text with headings, lists and formulas, and HTML."""

import sys
from typing import Any


class Markdown:
    """A text in Markdown; the page shows it with its formulas.

    Args:
        text: with `$...$` for formulas in a line, `$$...$$` for formulas of their own.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_markdown_(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


class Html:
    """A piece of HTML; the page shows it in a frame in which no script runs.

    Args:
        text: the HTML.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_html_(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


def markdown(text: str) -> None:
    """Show a text with headings, lists and formulas.

    Args:
        text: Markdown, with TeX between dollar signs: `$w_1 x + b$`.

    >>> markdown("The line **y** = 2x")
    The line **y** = 2x
    """
    _show(Markdown(text))


def html(text: str) -> None:
    """Show HTML; no script in it runs.

    Args:
        text: the HTML.

    >>> html("<b>done</b>")
    <b>done</b>
    """
    _show(Html(text))


def _show(value: Any) -> None:
    display = getattr(sys.modules.get("__main__"), "display", None)
    (display if callable(display) else print)(value)
