"""Completion and signatures from the live session and from text that was not run yet."""

import pytest

from playground.completion import complete
from playground.signatures import signature_at


def labels(source, names=None, offset=None):
    at = len(source) if offset is None else offset
    return [item["label"] for item in complete(source, at, names or {})["items"]]


class Layer:
    """Maps inputs to outputs.

    More about it.
    """

    def __init__(self, units, activation=None, *, name=None):
        self.units = units
        self.kernel = [1]

    @property
    def broken(self):
        raise RuntimeError("no")


def test_names_of_the_session():
    assert "model" in labels("mod", {"model": 1, "other": 2})


def test_attributes_of_a_live_object():
    found = labels("model.", {"model": Layer(3)})
    assert {"units", "kernel", "broken"} <= set(found)
    assert not any(name.startswith("_") for name in found)


def test_attributes_behind_an_index():
    assert "units" in labels("layers[0].un", {"layers": [Layer(3)]})


def test_calls_are_never_run():
    def explode():
        raise AssertionError

    assert labels("explode().x", {"explode": explode}) == []


def test_imports_that_were_not_run():
    assert "dumps" in labels("import json\njson.du")
    assert "dumps" in labels("from json import dumps\ndu")
    assert "dumps" in labels("from json import du")
    assert "json" in labels("import js")


def test_names_bound_later_in_the_text():
    source = "los\nloss_history = []"
    assert "loss_history" in labels(source, offset=3)


def test_keyword_arguments_inside_a_call():
    found = labels("Layer(3, ac", {"Layer": Layer})
    assert found[0] == "activation="
    assert "units=" not in labels("Layer(units=3, un", {"Layer": Layer})


def test_start_of_the_word():
    assert complete("x = va", 6, {"value": 1})["from"] == 4
    assert complete("a.un", 4, {"a": Layer(1)})["from"] == 2


@pytest.mark.parametrize("source", ["", "1 + ", "(", "'", "x..", "[", "@", "a.b.c.d"])
def test_odd_places_do_not_fail(source):
    assert isinstance(labels(source), list)


def test_signature_of_a_class():
    source = "Layer(3, act"
    found = signature_at(source, len(source), {"Layer": Layer})
    assert found["signature"] == "(units, activation=None, *, name=None)"
    assert found["parameters"][found["active"]] == "activation=None"
    assert found["documentation"] == "Maps inputs to outputs."


def test_signature_of_a_keyword():
    source = "Layer(3, name="
    found = signature_at(source, len(source), {"Layer": Layer})
    assert found["parameters"][found["active"]] == "name=None"


@pytest.mark.parametrize("source", ["Layer", "Layer(1)", "def f(a, ", "[1, ", "unknown(", "3("])
def test_no_signature_outside_of_a_known_call(source):
    assert signature_at(source, len(source), {"Layer": Layer}) is None


def test_brackets_in_strings_do_not_count():
    source = "Layer(')', \"(\", # (\n na"
    assert signature_at(source, len(source), {"Layer": Layer})["active"] == -1
