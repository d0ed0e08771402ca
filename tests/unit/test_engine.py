"""The way to the engine: host data, choice of a backend, restart, freeing."""

from __future__ import annotations

import gc
import json
from array import array
from typing import Any

import numpy as np
import pytest

from p_vision import backend as backends
from p_vision import engine, ops
from p_vision.engine import _choice
from p_vision.engine._instance import FUNCTIONS, Engine
from p_vision.errors import (
    ArgumentError,
    BackendError,
    DtypeError,
    EngineRestartedError,
    InternalError,
    ShapeError,
    UnknownNameError,
)
from p_vision.tensor import Tensor
from p_vision.variable import Variable


class Failure(Exception):
    """What the pretended engine raises."""


class Pretended:
    """An engine that only counts; `broken` makes every call fail with a code."""

    def __init__(self) -> None:
        self.broken = ""
        self.handle = 0
        self.released: list[str] = []
        self.freed_variables: list[str] = []

    def functions(self) -> dict[str, Any]:
        def other(*args: Any) -> Any:
            self.check()
            return self.next()

        table: dict[str, Any] = dict.fromkeys(FUNCTIONS, other)
        table.update(
            init=lambda: json.dumps({"adapter": None, "software": False}),
            describe=lambda handle: "float32 2",
            release=self.released.append,
            variable_free=self.freed_variables.append,
            read=lambda handles: np.array([5.0, 6.0] * len(handles.split(",")), "f").tobytes(),
            last_ops=lambda: json.dumps(["exp", "matmul"]),
        )
        return table

    def check(self) -> None:
        if self.broken:
            raise Failure(self.broken, "{}")

    def next(self) -> int:
        self.handle += 1
        return self.handle


class PretendedLoader:
    failures = Failure

    def __init__(self) -> None:
        self.made: list[Pretended] = []
        self.found: dict[str, Any] = {"adapter": "Card", "software": False}

    def functions(self, backend: str) -> dict[str, Any]:
        self.made.append(Pretended())
        return self.made[-1].functions()

    restart = functions

    def decode(self, error: BaseException) -> tuple[str, dict[str, Any]]:
        return error.args[0], json.loads(error.args[1])

    def probe(self, backend: str) -> dict[str, Any]:
        return self.found


@pytest.fixture
def loader(monkeypatch: pytest.MonkeyPatch) -> PretendedLoader:
    """A registry of its own, with pretended engines."""
    made = PretendedLoader()
    for name, value in {
        "_engines": {},
        "_infos": {},
        "_loader": made,
        "_default": None,
        "_wanted": None,
        "_reason": "",
        "_warned_software": False,
    }.items():
        monkeypatch.setattr(_choice, name, value)
    return made


# Host data


@pytest.mark.parametrize(
    ("value", "source", "shape"),
    [
        (3, "int64", ()),
        (2.5, "float64", ()),
        (True, "bool", ()),
        ([[1, 2], [3, 4]], "int64", (2, 2)),
        ([1, 2.5], "float64", (2,)),
        ([True, False], "bool", (2,)),
        (range(3), "int64", (3,)),
        (array("f", [1, 2]), "float32", (2,)),
        (b"abc", "uint8", (3,)),
        (memoryview(array("i", [1, 2])), "int32", (2,)),
        (np.zeros((2, 3)), "float64", (2, 3)),
        (np.zeros((4, 3), np.uint8), "uint8", (4, 3)),
        (np.float16(2), "float16", ()),
        ([np.array([1, 2]), np.array([3, 4])], "int64", (2, 2)),
    ],
)
def test_host_data_is_recognized(value: Any, source: str, shape: tuple[int, ...]) -> None:
    found = engine.host_array(value)
    assert (found.source, found.shape) == (source, shape)


def test_contiguous_arrays_are_not_copied() -> None:
    values = np.zeros((3, 2), np.float32)
    assert engine.address_of(values) == (values.ctypes.data, 24, "float32")


def test_an_address_of_a_view_with_gaps_is_refused() -> None:
    with pytest.raises(ArgumentError, match="contiguous"):
        engine.address_of(np.zeros((4, 4))[:, ::2])


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        ([[1, 2], [3]], ShapeError, "Row 1 has 1 value, row 0 has 2 values"),
        ([[1, 2], 3], ShapeError, "Row 1 has a single number"),
        ([1, [2]], ShapeError, "is a list"),
        ([], ShapeError, "at least one value"),
        ("text", DtypeError, "the text 'text'"),
        ([1, "a"], DtypeError, "the text 'a'"),
        (None, DtypeError, "None"),
        (object(), DtypeError, "a object"),
        (2**31, ArgumentError, "does not fit int32"),
        (np.array([2**40]), ArgumentError, "does not fit int32"),
        (np.array(["a"]), DtypeError, "texts such as"),
        (np.zeros(2, complex), DtypeError, "complex"),
    ],
)
def test_what_is_no_tensor_is_refused(value: Any, error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        engine.host_array(value)


def test_arrays_of_other_byte_order_keep_their_values(backend: str) -> None:
    values = np.array([1.0, 2.5], dtype=">f4")
    assert ops.convert_to_tensor(values).tolist() == [1.0, 2.5]


# Choice


def test_names_of_backends_take_any_case() -> None:
    assert [engine.standardize_backend(name) for name in ("CPU", "flex", "wgpu", None, "Auto")] == [
        "Cpu",
        "Cpu",
        "Wgpu",
        None,
        None,
    ]


def test_an_unknown_backend_lists_the_names() -> None:
    with pytest.raises(UnknownNameError, match="Cpu, Flex, Wgpu, auto"):
        backends.set_backend("cuda")


def test_automatic_takes_a_hardware_adapter(loader: PretendedLoader) -> None:
    assert engine.choose(None).name == "Wgpu"
    assert "Card" in engine.describe_backend()["reason"]


@pytest.mark.parametrize(
    "found", [{"adapter": "Soft", "software": True}, {"adapter": None, "reason": "none here"}]
)
def test_automatic_takes_the_processor_otherwise(
    loader: PretendedLoader, found: dict[str, Any]
) -> None:
    loader.found = found
    assert engine.choose("auto").name == "Cpu"
    assert engine.describe_backend()["reason"]


def test_a_backend_that_cannot_start_says_what_works(
    loader: PretendedLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(backend: str) -> dict[str, Any]:
        raise Failure("unavailable", '{"detail": "no adapter"}')

    monkeypatch.setattr(loader, "functions", refuse)
    with pytest.raises(BackendError, match=r"no adapter.*set_backend\('Cpu'\)"):
        engine.choose("Wgpu")


def test_a_software_adapter_is_warned_of_once(
    loader: PretendedLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_choice, "_infos", {"Wgpu": {"software": True, "adapter": "Soft"}})
    monkeypatch.setattr(
        _choice, "get", lambda name: Engine(name, Pretended().functions(), (), None)
    )  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="software adapter"):
        engine.choose("Wgpu")
    engine.choose("Wgpu")  # a second warning would be an error


def test_a_scope_ends_where_it_began(loader: PretendedLoader) -> None:
    before = engine.choose("Cpu")
    with engine.scope("Wgpu") as inside:
        assert engine.default() is inside
    assert engine.default() is before


# Freeing


def test_dropped_tensors_are_freed_with_a_later_call(loader: PretendedLoader) -> None:
    """A few wait for an operation that has more, all other calls take them along."""
    running = engine.choose("Cpu")
    released = loader.made[0].released
    for handle in (41, 42, 43):
        Tensor(handle, running)
    assert released == []
    running.op("exp", "1")
    assert released == []
    Tensor(44, running)
    running.op("exp", "1")
    assert released == ["41,42,43,44"]
    Tensor(45, running)
    running.read("1")
    assert released[1:] == ["45"]


def test_memory_comes_back(backend: str) -> None:
    kept = ops.ones((4,))
    gc.collect()
    before = backends.memory()[backend]
    for _ in range(5):
        kept = kept + ops.ones((4,))
        Variable(kept)
    gc.collect()
    after = backends.memory()[backend]
    assert after["tensors"] == before["tensors"]
    assert after["variables"] == before["variables"]


# Restart


def test_a_dead_engine_is_replaced_and_variables_come_back(loader: PretendedLoader) -> None:
    running = engine.choose("Cpu")
    kept, lost = Variable([1.0, 2.0], name="kept"), None
    engine.snapshot(running)
    lost = Variable([1.0, 2.0], name="lost")
    tensor = Tensor(7, running)
    loader.made[0].broken = "engine_panic"
    with pytest.raises(EngineRestartedError, match="1 variable has the values"):
        running.op("matmul", "1,2")
    fresh = engine.default()
    assert fresh is not running
    assert kept._engine is fresh
    assert lost._engine is fresh
    with pytest.raises(EngineRestartedError, match="Make it anew"):
        running.op("exp", str(tensor._handle))
    del tensor
    fresh.op("exp", "1")
    assert "7" not in ",".join(loader.made[1].released).split(",")


def test_other_failures_leave_the_engine_alone(loader: PretendedLoader) -> None:
    running = engine.choose("Cpu")
    loader.made[0].broken = "bad_handle"
    with pytest.raises(InternalError):
        running.op("exp", "1")
    assert engine.default() is running


# Two backends


@pytest.mark.wgpu
def test_a_small_tensor_moves_to_the_larger_one() -> None:
    try:
        small = ops.convert_to_tensor([2.0], backend="Wgpu")
    except BackendError as error:
        pytest.skip(str(error))
    large = ops.convert_to_tensor([1.0, 2.0, 3.0], backend="Cpu")
    found = small * large
    assert found.backend == "Cpu"
    assert found.tolist() == [2.0, 4.0, 6.0]


@pytest.mark.wgpu
def test_variables_move_with_their_values() -> None:
    variable = Variable([1.0, 2.0], backend="Cpu")
    try:
        variable.move_to("wgpu")
    except BackendError as error:
        pytest.skip(str(error))
    assert variable.backend == "Wgpu"
    assert variable.tolist() == [1.0, 2.0]
