"""The list of names: bounded, and without a call into what the user wrote."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import pytest

from p_vision import Dense, Input, Sequential, ops
from playground.short_text import short_text
from playground.variables import describe


def of(**names: Any) -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in describe(names)["names"]}


def test_what_is_left_out() -> None:
    made = of(math=math, f=len, g=lambda: 0, C=dict, m="x".upper, _a=1, display=print, kept=0)
    assert list(made) == ["kept"]


def test_what_is_said_of_values() -> None:
    model = Sequential([Input((4,)), Dense(3), Dense(1)])
    found = of(model=model, layer=model.layers[0], loss=ops.convert_to_tensor([0.25, 2.0]))
    assert found["model"] == {
        "name": "model",
        "type": "Sequential",
        "value": "",
        "layers": 2,
        "parameters": 19,
    }
    assert found["layer"]["parameters"] == 15
    assert found["loss"]["value"] == "[0.25, 2.0]"
    assert found["loss"]["shape"] == "(2,)"
    arrays = of(a=np.ones((3, 4), "int8"), b=np.float32(0.5), c=np.array(7))
    assert (arrays["a"]["shape"], arrays["a"]["dtype"]) == ("(3, 4)", "int8")
    thirds = of(a=np.full((2,), 1 / 3, "float32"), b=ops.convert_to_tensor(1 / 3), c=np.ones(1))
    assert [thirds[name]["value"] for name in "abc"] == [
        "[0.333333, 0.333333]",
        "0.333333",
        "[1.0]",
    ]
    assert [arrays[name]["value"] for name in "abc"] == ["[1, 1, 1, 1, 1, 1, …]", "0.5", "7"]


def test_tensors_are_read_only_where_they_are_small_and_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from p_vision.tensor import Tensor

    reads = []
    numpy = Tensor.numpy

    def counted(self: Tensor) -> Any:
        reads.append(self.shape)
        return numpy(self)

    monkeypatch.setattr(Tensor, "numpy", counted)
    names = {f"n{i}": ops.convert_to_tensor(float(i)) for i in range(40)}
    found = describe({"large": ops.ones((5,)), **names})["names"]
    assert len(reads) == 20
    assert found[0]["value"] == ""
    assert found[-1]["value"] == "39.0", "the newest come first"


class Loud:
    """Says so when one of its methods is called."""

    def __repr__(self) -> str:
        raise AssertionError("repr")

    def __len__(self) -> int:
        raise AssertionError("len")

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(name)


def test_nothing_of_the_user_is_called() -> None:
    found = of(loud=Loud(), inside=[Loud()], keys={"a": Loud()})
    assert found["loud"]["value"] == ""
    assert found["inside"]["value"] == "[<Loud>]"
    assert found["keys"]["value"] == "{'a': <Loud>}"


def test_huge_values_and_many_names_take_no_time() -> None:
    names: dict[str, Any] = {f"name_{i}": i for i in range(20_000)}
    names |= {
        "text": "x" * 50_000_000,
        "numbers": dict.fromkeys(range(1_000_000)),
        "whole": 1 << 10_000_000,
        "nested": [[[[1]]]],
        "array": np.zeros((10_000, 1_000))[:, ::-1],
    }
    loop: list[Any] = []
    loop.append(loop)
    names["loop"] = loop
    begun = time.perf_counter()
    found = describe(names)
    assert time.perf_counter() - begun < 0.5
    assert found["total"] == 20_006
    assert len(found["names"]) == 300
    entries = {entry["name"]: entry["value"] for entry in found["names"]}
    assert max(map(len, entries.values())) < 200
    assert entries["whole"] == "≈ 10**3010300"
    assert entries["nested"] == "[[[…]]]"
    assert entries["loop"] == "[[[…]]]"


def test_a_search_and_its_order() -> None:
    found = describe({"Alpha": 1, "beta": 2, "alphabet": 3}, "ALPHA")
    assert (found["total"], [entry["name"] for entry in found["names"]]) == (
        2,
        ["Alpha", "alphabet"],
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((1,), "(1,)"),
        ((), "()"),
        ({1, 2}, "{1, 2}"),
        (b"abc", "b'abc'"),
        ("a" * 100, f"'{'a' * 60}…'"),
        (float("nan"), "nan"),
        (range(3), "range(0, 3)"),
        (object(), ""),
    ],
)
def test_short_texts(value: object, text: str) -> None:
    assert short_text(value) == text
