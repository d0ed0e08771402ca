"""EinsumDense: a product with a kernel along axes named by letters."""

from __future__ import annotations

import re
from typing import Any

from p_vision import activations, constraints, initializers, ops, regularizers
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import NOT_HERE, refuse
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike
from p_vision.variable import Variable

_FORM = re.compile(r"(\.\.\.)?([a-zA-Z]+)(\.\.\.)?,([a-zA-Z]+)->(\.\.\.)?([a-zA-Z]+)(\.\.\.)?")


class EinsumDense(Layer):
    """A fully connected layer for any axes: ``einsum(equation, x, kernel) + bias``.

    Args:
        equation: axes of input, kernel and output, such as "abc,cd->abd"; "..."
            at the start (or end) of input and output for axes that stay.
        output_shape: shape of the output without the batch and the axes of
            "..."; None where it is that of the input.
        activation: such as "relu"; None for none.
        bias_axes: letters of the output axes that the bias has; None for no bias.
        kernel_initializer: first values of the kernel.
        bias_initializer: first values of the bias.
        kernel_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        kernel_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        lora_rank: accepted for Keras as None only.
        lora_alpha: accepted for Keras.
        gptq_unpacked_column_size: accepted for Keras.
        quantization_config: accepted for Keras as None only.
        **kwargs: name, trainable, dtype, activity_regularizer.

    Raises:
        ArgumentError: the equation is not of this form.
        ShapeError: the input does not fit it.

    See https://keras.io/api/layers/core_layers/einsum_dense/

    >>> EinsumDense("abc,cd->abd", (None, 4), bias_axes="d")(ops.ones((2, 5, 3))).shape
    (2, 5, 4)
    """

    _not_in_config = Layer._not_in_config | NOT_HERE | {"output_shape", "gptq_unpacked_column_size"}

    def __init__(
        self,
        equation: str,
        output_shape: Any,
        activation: Any = None,
        bias_axes: str | None = None,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        gptq_unpacked_column_size: int | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        refuse(self, lora_rank=lora_rank, quantization_config=quantization_config)
        self.equation = equation.replace(" ", "")
        self._form = _parsed(self.equation, bias_axes)
        sizes = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
        self.partial_output_shape = sizes
        self.activation = activations.get(activation)
        self.bias_axes = bias_axes
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.bias: Variable | None = None

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments as plain Python values."""
        return {**super().get_config(), "output_shape": self.partial_output_shape}

    def build(self, input_shape: Any) -> None:
        """Make kernel and bias, in the shapes the equation says."""
        inside, weight, outside = self._form
        sizes = self._sizes(tuple(input_shape))
        shape = tuple(sizes[letter] for letter in weight)
        self.kernel = self.add_weight(
            shape=shape,
            initializer=self._first_kernel(),
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            name="kernel",
        )
        if self.bias_axes is not None:
            first = min(outside.index(letter) for letter in self.bias_axes)
            bias = [sizes[s] if s in self.bias_axes else 1 for s in outside[first:]]
            if self.equation.endswith("..."):
                bias += [1] * (len(input_shape) - len(inside))
            self.bias = self.add_weight(
                shape=tuple(bias),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )
        self.input_spec = InputSpec(ndim=len(input_shape))

    def _sizes(self, shape: tuple[int | None, ...]) -> dict[str, Any]:
        """Return the size of each letter."""
        inside, weight, outside = self._form
        more = len(shape) - len(inside)
        if more < 0 or (more and "..." not in self.equation):
            raise ShapeError(
                f"EinsumDense '{self.name}' with '{self.equation}' takes inputs with "
                f"{len(inside)} axes, but received shape {shape}."
            )
        front = self.equation.startswith("...")
        sizes: dict[str, Any] = dict(zip(inside, shape[more:] if front else shape, strict=False))
        given = self.partial_output_shape
        # The batch belongs to "..." where that stands in front, else to the first letter.
        named = outside if front and more else outside[1:]
        if len(given) != len(named):
            raise ArgumentError(
                f"output_shape of EinsumDense '{self.name}' needs {len(named)} sizes for "
                f"'{self.equation}' (the batch is left out), but it is {given}."
            )
        for letter, size in zip(named, given, strict=True):
            known = sizes.get(letter)
            if size is not None and known is not None and size != known:
                raise ShapeError(
                    f"EinsumDense '{self.name}': axis '{letter}' of '{self.equation}' is {known} "
                    f"in the input and {size} in output_shape."
                )
            sizes[letter] = known if size is None else size
        for letter in weight:
            if sizes.get(letter) is None:
                raise ShapeError(
                    f"EinsumDense '{self.name}' must know the size of axis '{letter}' of "
                    f"'{self.equation}': give it in Input(shape=...) or output_shape."
                )
        return sizes

    def _first_kernel(self) -> Any:
        """Return the initializer; scaled ones count all inputs and all outputs."""
        given = self.kernel_initializer
        if not isinstance(given, initializers.VarianceScaling) or given.input_axes is not None:
            return given
        _, weight, outside = self._form
        axes: dict[bool, list[int]] = {False: [], True: []}
        for place, letter in enumerate(weight):
            axes[letter in outside].append(place)
        config = {**given.get_config(), "input_axes": axes[False], "output_axes": axes[True]}
        return type(given).from_config(config)

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the product, with bias and activation."""
        x = ops.einsum(self.equation, as_float(inputs), self.kernel)
        if self.bias is not None:
            x = ops.add(x, self.bias)
        return self.activation(x)


def _parsed(equation: str, bias_axes: str | None) -> tuple[str, str, str]:
    """Return the letters of input, kernel and output."""
    found = _FORM.fullmatch(equation)
    if found is None or (found[1], found[3]) != (found[5], found[7]) or (found[1] and found[3]):
        raise ArgumentError(
            f"EinsumDense cannot read the equation '{equation}'. Write it as 'ab,bc->ac', "
            "'...a,ab->...b' or 'ab...,bc->ac...'."
        )
    inside, weight, outside = found[2], found[4], found[6]
    for letter in outside:
        if letter not in inside + weight:
            raise ArgumentError(f"'{letter}' in the output of '{equation}' comes from nowhere.")
    for letter in weight:
        if letter not in inside + outside:
            raise ArgumentError(f"'{letter}' in the kernel of '{equation}' goes nowhere.")
    for letter in bias_axes or "":
        if letter not in outside:
            raise ArgumentError(
                f"bias_axes '{bias_axes}' names '{letter}', which is not in the output '{outside}'."
            )
    return inside, weight, outside
