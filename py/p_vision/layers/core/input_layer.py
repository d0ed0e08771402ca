"""Input: the shape of what a model takes."""

from __future__ import annotations

import operator
from typing import Any

from p_vision import tracing
from p_vision.dtypes import standardize_dtype
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.naming import unique_name
from p_vision.types import Shape, TensorLike


class InputLayer(Layer):
    """The first layer of a model; it only says what comes in.

    Args:
        shape: shape of one sample, without the batch; None for sizes that vary.
        batch_size: number of samples of a batch, if always the same.
        dtype: "float32", "int32" or "bool".
        sparse: accepted for Keras; must not be True.
        batch_shape: shape with the batch, in place of ``shape``.
        name: a name.
        optional: whether None may be passed for this input.
        ragged: accepted for Keras; must not be True.
        **kwargs: trainable.

    Raises:
        ArgumentError: neither ``shape`` nor ``batch_shape``, or not a shape.
    """

    _not_in_config = Layer._not_in_config | {"shape", "batch_size"}
    _old_arguments = frozenset({"batch_input_shape"})

    def __init__(
        self,
        shape: Any = None,
        batch_size: int | None = None,
        dtype: str | None = None,
        sparse: bool | None = None,
        batch_shape: Any = None,
        name: str | None = None,
        optional: bool = False,
        ragged: bool | None = None,
        **kwargs: Any,
    ) -> None:
        shape = kwargs.pop("input_shape", None) if shape is None else shape
        batch_shape = kwargs.pop("batch_input_shape", batch_shape)
        super().__init__(name=name or unique_name("input_layer"), **kwargs)
        if sparse or ragged:
            raise ArgumentError("Sparse and ragged inputs are not available: use plain arrays.")
        self.sparse = False
        self.ragged = False
        self.optional = bool(optional)
        self.batch_shape: Shape = _batch_shape(shape, batch_size, batch_shape)
        self._dtype = standardize_dtype(dtype or "float32")
        self.built = True

    @property
    def dtype(self) -> str:
        """What the input holds."""
        return self._dtype

    @property
    def shape(self) -> Shape:
        """Shape with the batch."""
        return self.batch_shape

    @property
    def batch_size(self) -> int | None:
        """Number of samples of a batch, if always the same."""
        return self.batch_shape[0]

    @property
    def output(self) -> Any:
        """The symbolic tensor that stands for the input."""
        if not self._inbound_nodes:
            call = tracing.Call(self, (), {}, self)
            call.outputs.append(
                tracing.KerasTensor(self.batch_shape, self._dtype, name=self.name, call=call)
            )
            self._inbound_nodes.append(call)
        return self._inbound_nodes[0].outputs[0]

    input = output

    @property
    def output_shape(self) -> Any:
        """Shape with the batch."""
        return self.batch_shape

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the input as it is."""
        return inputs

    def __repr__(self) -> str:
        return f"<InputLayer name='{self.name}', shape={self.batch_shape}, dtype={self._dtype}>"


def Input(  # noqa: N802 - Keras's name
    shape: Any = None,
    batch_size: int | None = None,
    dtype: str | None = None,
    sparse: bool | None = None,
    batch_shape: Any = None,
    name: str | None = None,
    tensor: Any = None,
    optional: bool = False,
    ragged: bool | None = None,
) -> Any:
    """Say the shape of what a model takes.

    Args:
        shape: shape of one sample, without the batch; None for sizes that vary.
        batch_size: number of samples of a batch, if always the same.
        dtype: "float32" by default.
        sparse: accepted for Keras; must not be True.
        batch_shape: shape with the batch, in place of ``shape``.
        name: a name.
        tensor: a symbolic tensor whose shape and dtype to take.
        optional: whether None may be passed for this input.
        ragged: accepted for Keras; must not be True.

    Returns:
        A symbolic tensor: for ``Sequential.add`` and for calling layers on.

    Raises:
        ArgumentError: neither ``shape`` nor ``batch_shape``, or not a shape.

    >>> Input(shape=(28, 28, 1)).shape
    (None, 28, 28, 1)
    """
    if tensor is not None:
        batch_shape, dtype = tuple(tensor.shape), dtype or tensor.dtype
    return InputLayer(shape, batch_size, dtype, sparse, batch_shape, name, optional, ragged).output


def _batch_shape(shape: Any, batch_size: int | None, batch_shape: Any) -> Shape:
    if shape is None and batch_shape is None:
        raise ArgumentError("Input needs the shape of one sample: Input(shape=(28, 28, 1)).")
    if shape is not None and batch_shape is not None:
        raise ArgumentError("Give Input either shape or batch_shape, not both.")
    given = shape if batch_shape is None else batch_shape
    if getattr(given, "ndim", 0) > 1:
        raise ArgumentError(
            "Input takes the shape of one sample, not the data itself: Input(shape=x.shape[1:])."
        )
    if not hasattr(given, "__iter__"):
        raise ArgumentError(f"shape must be a tuple: write shape=({given},) with the comma.")
    try:
        sizes = tuple(None if size is None else operator.index(size) for size in given)
    except TypeError:
        sizes = (0,)
    if any(size is not None and size < 1 for size in sizes):
        raise ArgumentError(
            f"shape must hold whole numbers above 0 (or None), but it is {given!r}."
        )
    return sizes if batch_shape is not None else (batch_size, *sizes)
