"""The Python operators shared by tensors, symbolic tensors and variables.

The methods call `p_vision.ops`, which stands above this module and hands its
functions in with `bind` when it is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from p_vision.missing_methods import missing_tensor_method

__all__ = ["Operators", "bind"]

_ops: Any = SimpleNamespace()

#: What numpy calls for its operators with an array on the left.
_OF_TWO = {
    **{
        name: name
        for name in (
            "add",
            "bitwise_and",
            "bitwise_or",
            "bitwise_xor",
            "equal",
            "floor_divide",
            "greater",
            "greater_equal",
            "left_shift",
            "less",
            "less_equal",
            "matmul",
            "multiply",
            "not_equal",
            "power",
            "right_shift",
            "subtract",
        )
    },
    "divide": "true_divide",
    "remainder": "mod",
    "true_divide": "true_divide",
}


def bind(functions: Mapping[str, Any]) -> None:
    """Hand in the operations the operators stand for."""
    vars(_ops).update(functions)


class Operators:
    """``+ - * / // % ** @``, comparisons, ``& | ^ ~ << >>``, ``abs`` and slicing."""

    __slots__ = ()
    # numpy must leave ``array + tensor`` to the tensor.
    __array_priority__ = 1000

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """``array + tensor`` is a tensor; ``numpy.exp(tensor)`` takes the values, as an array."""
        name = ufunc.__name__
        if method == "__call__" and name in _OF_TWO and not kwargs:
            return getattr(_ops, _OF_TWO[name])(*inputs)
        look = getattr(self, "value_needed", None)
        if look is not None:
            instead = f" (p_vision.ops.{name} does not)" if hasattr(_ops, name) else ""
            look(f"numpy.{name}{instead}")
        plain = [item.__array__() if isinstance(item, Operators) else item for item in inputs]
        return getattr(ufunc, method)(*plain, **kwargs)

    def __getattr__(self, name: str) -> Any:
        raise missing_tensor_method(self, name, _ops)

    def __add__(self, other: Any) -> Any:
        return _ops.add(self, other)

    def __radd__(self, other: Any) -> Any:
        return _ops.add(other, self)

    def __sub__(self, other: Any) -> Any:
        return _ops.subtract(self, other)

    def __rsub__(self, other: Any) -> Any:
        return _ops.subtract(other, self)

    def __mul__(self, other: Any) -> Any:
        return _ops.multiply(self, other)

    def __rmul__(self, other: Any) -> Any:
        return _ops.multiply(other, self)

    def __truediv__(self, other: Any) -> Any:
        return _ops.true_divide(self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _ops.true_divide(other, self)

    def __floordiv__(self, other: Any) -> Any:
        return _ops.floor_divide(self, other)

    def __rfloordiv__(self, other: Any) -> Any:
        return _ops.floor_divide(other, self)

    def __mod__(self, other: Any) -> Any:
        return _ops.mod(self, other)

    def __rmod__(self, other: Any) -> Any:
        return _ops.mod(other, self)

    def __divmod__(self, other: Any) -> Any:
        return _ops.floor_divide(self, other), _ops.mod(self, other)

    def __pow__(self, other: Any) -> Any:
        return _ops.power(self, other)

    def __rpow__(self, other: Any) -> Any:
        return _ops.power(other, self)

    def __matmul__(self, other: Any) -> Any:
        return _ops.matmul(self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return _ops.matmul(other, self)

    def __and__(self, other: Any) -> Any:
        return _ops.bitwise_and(self, other)

    def __rand__(self, other: Any) -> Any:
        return _ops.bitwise_and(other, self)

    def __or__(self, other: Any) -> Any:
        return _ops.bitwise_or(self, other)

    def __ror__(self, other: Any) -> Any:
        return _ops.bitwise_or(other, self)

    def __xor__(self, other: Any) -> Any:
        return _ops.bitwise_xor(self, other)

    def __rxor__(self, other: Any) -> Any:
        return _ops.bitwise_xor(other, self)

    def __lshift__(self, other: Any) -> Any:
        return _ops.left_shift(self, other)

    def __rlshift__(self, other: Any) -> Any:
        return _ops.left_shift(other, self)

    def __rshift__(self, other: Any) -> Any:
        return _ops.right_shift(self, other)

    def __rrshift__(self, other: Any) -> Any:
        return _ops.right_shift(other, self)

    def __invert__(self) -> Any:
        return _ops.bitwise_not(self)

    def __neg__(self) -> Any:
        return _ops.negative(self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return _ops.abs(self)

    def __round__(self, ndigits: int | None = None) -> Any:
        return _ops.round(self, ndigits or 0)

    # Comparison is elementwise, so equality cannot serve dictionaries; identity does.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> Any:
        return False if other is None else _ops.equal(self, other)

    def __ne__(self, other: object) -> Any:
        return True if other is None else _ops.not_equal(self, other)

    def __lt__(self, other: Any) -> Any:
        return _ops.less(self, other)

    def __le__(self, other: Any) -> Any:
        return _ops.less_equal(self, other)

    def __gt__(self, other: Any) -> Any:
        return _ops.greater(self, other)

    def __ge__(self, other: Any) -> Any:
        return _ops.greater_equal(self, other)

    def __getitem__(self, key: Any) -> Any:
        return _ops.get_item(self, key)

    @property
    def T(self) -> Any:  # noqa: N802 (numpy's name)
        """The tensor with its axes in reverse order."""
        return _ops.transpose(self)
