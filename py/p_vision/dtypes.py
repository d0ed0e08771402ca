"""The three number types of the engine, and every name that leads to them.

Tensors are ``float32``, ``int32`` or ``bool``. Wider and narrower types that
come in (float64, int64, uint8, ...) are converted: floats to float32, whole
numbers to int32.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from p_vision.errors import DtypeError

__all__ = ["DType", "is_float", "is_int", "result_type", "standardize_dtype"]

DType = Literal["float32", "int32", "bool"]

_RANK: Final[dict[str, int]] = {"bool": 0, "int32": 1, "float32": 2}

_NAMES: Final[dict[Any, DType]] = {
    "float32": "float32",
    "float64": "float32",
    "float16": "float32",
    "bfloat16": "float32",
    "float": "float32",
    "single": "float32",
    "double": "float32",
    "half": "float32",
    "int32": "int32",
    "int64": "int32",
    "int16": "int32",
    "int8": "int32",
    "uint8": "int32",
    "uint16": "int32",
    "uint32": "int32",
    "uint64": "int32",
    "int": "int32",
    "bool": "bool",
    "bool_": "bool",
    float: "float32",
    int: "int32",
    bool: "bool",
}


def standardize_dtype(dtype: Any, default: DType = "float32") -> DType:
    """The engine's name for a dtype written in any usual way.

    Args:
        dtype: A name (``"float32"``, ``"int64"``, ...), a Python type, a numpy
            dtype or scalar type, or None for `default`.
        default: What None means. Defaults to ``"float32"``.

    Returns:
        ``"float32"``, ``"int32"`` or ``"bool"``.

    Raises:
        DtypeError: when the name is unknown, e.g. ``"string"`` or ``"complex64"``.

    Example:
        >>> standardize_dtype("float64"), standardize_dtype(int), standardize_dtype(None)
        ('float32', 'int32', 'float32')
    """
    if dtype is None:
        return default
    try:
        return _NAMES[dtype]
    except (KeyError, TypeError):
        pass
    name = getattr(dtype, "name", None) or getattr(dtype, "__name__", None) or str(dtype)
    found = _NAMES.get(name)
    if found is None:
        raise DtypeError(
            f"There is no dtype {name!r} here. Use 'float32', 'int32' or 'bool' "
            "(float64 and int64 are converted to the 32-bit ones)."
        )
    return found


def is_float(dtype: str) -> bool:
    """Whether a dtype holds fractions.

    Example:
        >>> is_float("float32"), is_float("int32")
        (True, False)
    """
    return dtype == "float32"


def is_int(dtype: str) -> bool:
    """Whether a dtype holds whole numbers.

    Example:
        >>> is_int("int32"), is_int("bool")
        (True, False)
    """
    return standardize_dtype(dtype) == "int32"


def result_type(*dtypes: Any) -> DType:
    """The dtype that values of several dtypes share: bool < int32 < float32.

    Args:
        *dtypes: Dtypes as `standardize_dtype` takes them; Python number types
            count as weak and do not widen.

    Returns:
        The widest of them; ``"float32"`` when none is given.

    Example:
        >>> result_type("bool", "int32"), result_type("int32", "float32")
        ('int32', 'float32')
    """
    names = [standardize_dtype(dtype) for dtype in dtypes]
    return max(names, key=_RANK.__getitem__) if names else "float32"
