"""Messages say what happened in the caller's shapes, and what to do."""

from __future__ import annotations

import pytest

from p_vision import errors
from p_vision.engine import _messages


def said(code: str, **fields: object) -> tuple[type, str]:
    error = _messages.translate(code, dict(fields), "add", "Cpu")
    return type(error), str(error)


def test_every_error_is_caught_by_its_builtin_too() -> None:
    for name, builtin in {
        "ShapeError": ValueError,
        "AxisError": IndexError,
        "DtypeError": TypeError,
        "IndexOutOfRangeError": IndexError,
        "UnknownNameError": ValueError,
        "ValueNeededError": TypeError,
        "GradientError": RuntimeError,
        "DatasetError": OSError,
        "OutOfMemoryError": MemoryError,
    }.items():
        kind = getattr(errors, name)
        assert issubclass(kind, builtin)
        assert issubclass(kind, errors.PVisionError)


def test_stop_passes_through_except_exception() -> None:
    assert issubclass(errors.EngineStoppedError, KeyboardInterrupt)
    assert not issubclass(errors.EngineStoppedError, Exception)


def test_unknown_name_suggests_the_nearest() -> None:
    text = str(errors.UnknownNameError("Sigmiod", ["sigmoid", "relu"], "activation"))
    assert "Did you mean 'sigmoid'?" in text
    assert "relu, sigmoid" in text


def test_a_name_that_is_no_string_has_no_neighbours() -> None:
    assert errors.closest_names(3, ["relu"]) == []


def test_shapes_of_a_sum_are_both_named() -> None:
    kind, text = said("shape_mismatch", op="add", shapes=[[2, 3], [4, 3]], detail="x")
    assert kind is errors.ShapeError
    assert "(2, 3) and (4, 3)" in text
    assert "axis -2 is 2 in the first and 4 in the second" in text


def test_matmul_names_the_sizes_that_differ() -> None:
    _, text = said("shape_mismatch", op="matmul", shapes=[[2, 3], [4, 5]])
    assert "last axis of the first (3)" in text
    assert "second (4)" in text


def test_reshape_counts_the_values() -> None:
    _, text = said("shape_mismatch", op="reshape", shapes=[[2, 2], [3]])
    assert text == (
        "reshape: a tensor of shape (2, 2) has 4 values, which do not fill the shape (3,)."
    )


def test_axis_says_which_there_are() -> None:
    kind, text = said("axis_out_of_range", op="sum", axis=3, rank=2)
    assert kind is errors.AxisError
    assert "use -2 to 1" in text


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dtype_mismatch", errors.DtypeError),
        ("index_out_of_range", errors.IndexOutOfRangeError),
        ("bad_attribute", errors.ArgumentError),
        ("wrong_count", errors.ArgumentError),
        ("empty_tensor", errors.ShapeError),
        ("too_large", errors.OutOfMemoryError),
        ("rank_too_high", errors.ShapeError),
        ("no_gradient", errors.GradientError),
        ("not_scalar", errors.GradientError),
        ("unavailable", errors.BackendError),
        ("engine_panic", errors.InternalError),
        ("stopped", errors.EngineStoppedError),
        ("bad_handle", errors.InternalError),
        ("something_new", errors.InternalError),
    ],
)
def test_every_code_has_an_error(code: str, kind: type) -> None:
    found, text = said(code, op="add")
    assert found is kind
    assert text
