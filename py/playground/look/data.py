"""Arrays of the session that fit into a model."""

from __future__ import annotations

from typing import Any

__all__ = ["NOISE", "fitting", "sample", "targets_of"]

#: Stands for made-up numbers where the session holds nothing that fits.
NOISE = ""
_WORDS = ("test", "val", "train")


def fitting(names: dict[str, Any], model: Any) -> list[dict[str, Any]]:
    """Names of arrays whose rows the model takes, those for testing first.

    Args:
        names: the session's names.
        model: a model with one input of known shape.
    """
    shape = _one_input(model)
    if shape is None:
        return []
    found = [
        {"name": name, "count": int(value.shape[0])}
        for name, value in list(names.items())
        if not name.startswith("_") and _fits(value, shape)
    ]
    return sorted(found, key=lambda item: _rank(item["name"]))


def _one_input(model: Any) -> tuple[Any, ...] | None:
    inputs = getattr(model, "inputs", None)
    if not inputs or len(inputs) != 1:
        return None
    return tuple(inputs[0].shape)


def _fits(value: Any, shape: tuple[Any, ...]) -> bool:
    given = getattr(value, "shape", None)
    if isinstance(value, type) or not isinstance(given, tuple) or not hasattr(value, "dtype"):
        return False
    if str(getattr(value.dtype, "kind", "f")) not in "fiub" or not given or not given[0]:
        return False
    if any(not isinstance(side, int) for side in given):
        return False
    wanted = shape[1:]
    if wanted and wanted[-1] == 1 and len(given) == len(wanted):
        wanted = wanted[:-1]
    rows = given[1:]
    return len(rows) == len(wanted) and all(
        b in (None, a) for a, b in zip(rows, wanted, strict=True)
    )


def _rank(name: str) -> tuple[int, str]:
    for rank, word in enumerate(_WORDS):
        if word in name.lower():
            return rank, name
    return len(_WORDS), name


def sample(names: dict[str, Any], model: Any, name: str, index: int, count: int = 1) -> Any:
    """Rows of an array, or made-up numbers where no name is given.

    Args:
        names: the session's names.
        model: the model they are for.
        name: an array's name, or `NOISE`.
        index: the first row.
        count: how many rows.

    Raises:
        LookupError: if the array is gone or has no such row.
    """
    import numpy as np

    if name == NOISE:
        shape = _one_input(model)
        if shape is None:
            raise LookupError("This model takes several inputs, or its input shape is not known.")
        sides = [1 if side is None else int(side) for side in shape[1:]]
        whole = str(model.inputs[0].dtype).startswith(("int", "uint"))
        numbers = np.random.default_rng(index).uniform(size=(count, *sides))
        return np.zeros((count, *sides), "int32") if whole else numbers.astype("float32")
    value = names.get(name)
    if value is None or not _fits(value, _one_input(model) or ()):
        raise LookupError(f"{name} is not there any more, or does not fit this model.")
    if not 0 <= index < int(value.shape[0]):
        raise LookupError(f"{name} has rows 0 to {int(value.shape[0]) - 1}.")
    return np.asarray(value[index : index + count])


def targets_of(names: dict[str, Any], name: str, count: int) -> Any:
    """The array of answers that belongs to an array of inputs: `y_test` to `x_test`.

    Args:
        names: the session's names.
        name: the inputs' name.
        count: how many rows they have.

    Returns:
        The array, or None.
    """
    guesses = [name.replace(a, b) for a, b in (("x", "y"), ("X", "y"), ("X", "Y"))]
    guesses += [name.replace(a, b) for a in ("images", "inputs") for b in ("labels", "targets")]
    for guess in guesses:
        value = names.get(guess)
        shape = getattr(value, "shape", None)
        if guess != name and isinstance(shape, tuple) and shape and shape[0] == count:
            return value
    return None
