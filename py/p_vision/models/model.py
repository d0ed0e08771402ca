"""The base of all models: a layer that can be compiled, trained and asked."""

from __future__ import annotations

from typing import Any

from p_vision import engine
from p_vision.errors import ArgumentError
from p_vision.layers import Layer
from p_vision.summary import summary_text
from p_vision.training.trainer import Trainer

__all__ = ["Model"]


class Model(Trainer, Layer):
    """A layer with `compile`, `fit`, `evaluate` and `predict`.

    Subclass it, make layers in `__init__` and connect them in `call`; or use `Sequential`.

    Args:
        name: The model's name.
        backend: `"Cpu"`, `"Wgpu"` or None for the backend in use; where the weights live and the
            computing is done.

    Reference: https://keras.io/api/models/model/

    Example:
        >>> import p_vision
        >>> from p_vision import layers
        >>> class Doubler(p_vision.Model):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.dense = layers.Dense(1, kernel_initializer="ones")
        ...     def call(self, x):
        ...         return self.dense(x) * 2
        >>> Doubler()(p_vision.ops.ones((1, 3))).tolist()
        [[6.0]]
    """

    _backend: str | None = None
    _not_in_config = Layer._not_in_config | {"inputs", "outputs"}

    def __init__(
        self,
        *args: Any,
        inputs: Any = None,
        outputs: Any = None,
        backend: str | None = None,
        **kwargs: Any,
    ) -> None:
        if args or inputs is not None or outputs is not None:
            raise ArgumentError(
                "Model(inputs, outputs) is not there yet: use Sequential, or subclass Model "
                "and connect the layers in call()."
            )
        Layer.__init__(self, **kwargs)
        self._backend = engine.standardize_backend(backend)

    @property
    def backend(self) -> str:
        """Where the model computes: `"Cpu"` or `"Wgpu"`.

        Setting it moves the weights and the optimizer's state; the next `fit` goes on from there.
        """
        return self._scope_name() or engine.default().name

    @backend.setter
    def backend(self, name: str | None) -> None:
        wanted = engine.standardize_backend(name)
        self._backend = wanted
        target = (engine.default() if wanted is None else engine.get(wanted)).name
        for variable in self._every_variable():
            variable.move_to(target)

    def _scope_name(self) -> str | None:
        """The backend to compute on; None for the one in use."""
        if self._backend is not None:
            return self._backend
        first = self.__dict__.get("_first_variable")
        if first is None:
            first = next(iter(self.variables), None)
            self.__dict__["_first_variable"] = first
        return None if first is None else str(first.backend)

    def _every_variable(self) -> list[Any]:
        found = list(self.variables)
        if self.optimizer is not None:
            found += self.optimizer.variables
        for metric in self.metrics:
            found += metric.variables
        return found

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output on the backend of the model, building it first if needed.

        Args:
            *args: Inputs: tensors, arrays or lists.
            **kwargs: More inputs, and `training`.
        """
        with engine.scope(self._scope_name()):
            return super().__call__(*args, **kwargs)

    @property
    def layers(self) -> list[Any]:
        """The layers of the model, in the order they were attached."""
        return [layer for layer in self._layers if isinstance(layer, Layer)]

    def layer_output_shape(self, layer: Any) -> Any:
        """The shape a layer gives, None for the batch; None alone when it is not known yet."""
        return getattr(layer, "output_shape", None) if layer.built else None

    def get_layer(self, name: str | None = None, index: int | None = None) -> Any:
        """Find a layer by its name or its position.

        Args:
            name: Its name.
            index: Its position in `layers`.

        Raises:
            ArgumentError: There is no such layer.
        """
        if index is not None:
            if not -len(self.layers) <= index < len(self.layers):
                raise ArgumentError(
                    f"There is no layer {index}: '{self.name}' has {len(self.layers)} layers."
                )
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        known = ", ".join(layer.name for layer in self.layers)
        raise ArgumentError(f"'{self.name}' has no layer {name!r}. Its layers: {known}.")

    def summary(
        self,
        line_length: int | None = None,
        positions: Any = None,
        print_fn: Any = None,
        expand_nested: bool = False,
        show_trainable: bool = False,
        layer_range: Any = None,
    ) -> None:
        """Print a table of the layers, their output shapes and their numbers of parameters.

        Args:
            line_length: Accepted for Keras's sake.
            positions: Accepted for Keras's sake.
            print_fn: What is called with the text instead of `print`.
            expand_nested: Also show the layers inside of nested models.
            show_trainable: Add a column that says whether a layer is trained.
            layer_range: Accepted for Keras's sake.
        """
        (print_fn or print)(summary_text(self, expand_nested, show_trainable))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"
