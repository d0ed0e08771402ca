"""Values are shown in their richest form."""

import base64
import sys
import types

from playground.cells import is_incomplete
from playground.display import mime_bundle
from playground.figures import show_open_figures


class Table:
    def __repr__(self):
        return "Table"

    def _repr_html_(self):
        return "<table></table>"


class Image:
    def _repr_png_(self):
        return b"\x89PNG"


class Bundle:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "bundle", "application/json": {"a": 1}}, {}


class Broken:
    def __repr__(self):
        raise ValueError("no")

    def _repr_html_(self):
        raise ValueError("no")


def test_html_with_text_beside_it():
    assert mime_bundle(Table()) == {"text/html": "<table></table>", "text/plain": "Table"}


def test_binary_forms_are_base64():
    assert base64.b64decode(mime_bundle(Image())["image/png"]) == b"\x89PNG"


def test_bundle_wins():
    assert mime_bundle(Bundle()) == {"text/plain": "bundle", "application/json": '{"a": 1}'}


def test_a_class_is_shown_by_name_only():
    assert set(mime_bundle(Table)) == {"text/plain"}


def test_broken_representations_are_text():
    assert mime_bundle(Broken()) == {"text/plain": "<Broken whose repr raised ValueError>"}


def test_very_long_text_is_cut():
    assert len(mime_bundle("x" * 1_000_000)["text/plain"]) < 110_000


def test_incomplete_entries():
    for source in ("(", "def f():", "'''", "x = \\", "if x:\n    y", "@d", "class A:\n    x = 1"):
        assert is_incomplete(source), source
    for source in ("", "1", "x = (", "if x:\n    y\n", "1 +", "def f(:", "await g()", "# note"):
        assert is_incomplete(source) == (source == "x = ("), source


def test_open_figures_are_shown_and_closed(monkeypatch):
    closed, shown = [], []

    class Axes:
        def get_title(self):
            return "loss"

    class Figure:
        _suptitle = None

        def get_axes(self):
            return [Axes()]

        def savefig(self, buffer, **_):
            buffer.write(b"\x89PNG")

    pyplot = types.ModuleType("matplotlib.pyplot")
    pyplot.get_fignums = lambda: [1]
    pyplot.figure = lambda number: Figure()
    pyplot.close = closed.append
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", pyplot)
    show_open_figures(shown.append)
    assert repr(shown[0]) == "Figure 1: loss"
    assert len(closed) == 1
