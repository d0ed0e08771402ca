"""Models made of symbolic inputs and outputs."""

from __future__ import annotations

from typing import Any

from p_vision.models.model import Model

__all__ = ["Functional"]


class Functional(Model):
    """What `Model(inputs, outputs)` makes: the layers between some inputs and some outputs.

    Args:
        inputs: What `Input` returned: one, a list or a dictionary.
        outputs: What layers gave when called on the inputs: one, a list or a dictionary.
        name: A name; `functional`, `functional_1`, ... by default.
        trainable: Whether training changes the weights.
        backend: `"Cpu"`, `"Wgpu"` or None for the backend in use.

    Raises:
        ArgumentError: The outputs need an input that is not there, or two layers share a name.

    Reference: https://keras.io/guides/functional_api/

    Example:
        >>> from p_vision import Input, Model, layers
        >>> x = Input(shape=(4,))
        >>> h = layers.Dense(8, activation="relu")(x)
        >>> model = Model(x, layers.Dense(2)(h) + 1.0)
        >>> model.output_shape
        (None, 2)
    """

    def __init__(
        self,
        inputs: Any = None,
        outputs: Any = None,
        name: str | None = None,
        trainable: bool = True,
        backend: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            inputs=inputs,
            outputs=outputs,
            name=name,
            trainable=trainable,
            backend=backend,
            **kwargs,
        )
