"""The calls that tensors of a model's graph remember, and the operations they call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from p_vision.naming import unique_name

if TYPE_CHECKING:
    from p_vision.tracing._symbolic import KerasTensor

__all__ = ["Call", "Operation"]


class Operation:
    """A function of tensors that stands in a model's graph beside the layers.

    Args:
        function: An operation such as `ops.mean`, or any function.
        name: A name; that of the function, numbered, by default.
    """

    built = True

    def __init__(self, function: Any, name: str | None = None) -> None:
        self.function = function
        self.name = name or unique_name(_plain_name(function))
        self._inbound_nodes: list[Call] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<Operation {self.name}>"


def _plain_name(function: Any) -> str:
    name = str(getattr(function, "__name__", "operation"))
    return "lambda" if name == "<lambda>" else name.strip("_")


class Call:
    """A call that was made with graph tensors among its arguments.

    Args:
        function: What was called: an operation, a layer, or any function.
        args: Its arguments, with `KerasTensor` leaves.
        kwargs: Its named arguments.
        operation: What the call counts for: the layer, or an `Operation`.
    """

    __slots__ = ("args", "function", "kwargs", "operation", "outputs")

    def __init__(
        self, function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], operation: Any
    ) -> None:
        self.function = function
        self.args = args
        self.kwargs = kwargs
        self.operation = operation
        self.outputs: list[KerasTensor] = []

    def __repr__(self) -> str:
        return f"<Call of {self.operation!r}>"
