"""Dense: every output sees every input: activation(x @ kernel + bias)."""

from __future__ import annotations

from typing import Any

from p_vision import activations, constraints, initializers, ops, regularizers
from p_vision.layers.input_spec import InputSpec
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import NOT_HERE, refuse
from p_vision.layers.sizes import as_float, whole_number
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Dense(Layer):
    """A fully connected layer: ``activation(x @ kernel + bias)``.

    Args:
        units: number of outputs.
        activation: such as "relu"; None for none.
        use_bias: whether to add a bias.
        kernel_initializer: first values of the kernel (inputs, units).
        bias_initializer: first values of the bias (units,).
        kernel_regularizer: a penalty on the kernel.
        bias_regularizer: a penalty on the bias.
        activity_regularizer: a penalty on the output.
        kernel_constraint: a limit on the kernel.
        bias_constraint: a limit on the bias.
        lora_rank: accepted for Keras as None only.
        lora_alpha: accepted for Keras.
        quantization_config: accepted for Keras as None only.
        **kwargs: name, trainable, dtype.

    Input (batch, ..., inputs); output (batch, ..., units).
    See https://keras.io/api/layers/core_layers/dense/

    >>> layer = Dense(2, kernel_initializer="ones")
    >>> layer([[1.0, 2.0, 3.0]]).tolist()
    [[6.0, 6.0]]
    """

    input_axes = ("batch", "features")
    supports_masking = True
    _not_in_config = Layer._not_in_config | NOT_HERE

    def __init__(
        self,
        units: int,
        activation: Any = None,
        use_bias: bool = True,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        refuse(self, lora_rank=lora_rank, quantization_config=quantization_config)
        self.units = whole_number(units, "units")
        self.activation = activations.get(activation)
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.kernel_regularizer = regularizers.get(kernel_regularizer)
        self.bias_regularizer = regularizers.get(bias_regularizer)
        self.kernel_constraint = constraints.get(kernel_constraint)
        self.bias_constraint = constraints.get(bias_constraint)
        self.bias: Variable | None = None
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape: Any) -> None:
        """Make kernel and bias."""
        inputs = input_shape[-1]
        self.kernel = self.add_weight(
            shape=(inputs, self.units),
            initializer=self.kernel_initializer,
            regularizer=self.kernel_regularizer,
            constraint=self.kernel_constraint,
            name="kernel",
        )
        if self.use_bias:
            self.bias = self.add_weight(
                shape=(self.units,),
                initializer=self.bias_initializer,
                regularizer=self.bias_regularizer,
                constraint=self.bias_constraint,
                name="bias",
            )
        self.input_spec = InputSpec(min_ndim=2, axes={-1: inputs})

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return (batch, ..., units)."""
        x = ops.matmul(as_float(inputs), self.kernel)
        if self.bias is not None:
            x = ops.add(x, self.bias)
        return self.activation(x)
