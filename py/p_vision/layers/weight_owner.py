"""The part of a layer that holds weights and losses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from p_vision import constraints, initializers, regularizers
from p_vision.configurable import Configurable
from p_vision.errors import ArgumentError
from p_vision.layers import call_context
from p_vision.layers.display import count
from p_vision.layers.tracking import owned, owned_seed_states, owned_variables
from p_vision.layers.weight_transfer import read_weights, write_weights
from p_vision.types import TensorLike
from p_vision.variable import Variable


class WeightOwner(Configurable):
    """Weights and losses of a layer and of the layers inside it."""

    kind = "layer"
    name: str
    _trainable: bool
    _added: list[Variable]
    _known_variables: dict[int, tuple[Variable, bool]]
    _losses: list[TensorLike]
    _losses_pass: int
    _last_pass: int

    def add_weight(
        self,
        shape: Any = None,
        initializer: Any = None,
        dtype: str | None = None,
        trainable: bool = True,
        autocast: bool = True,
        regularizer: Any = None,
        constraint: Any = None,
        name: str | None = None,
    ) -> Variable:
        """Make a weight of this layer.

        Args:
            shape: its shape; () by default.
            initializer: its first values; "glorot_uniform" by default (zeros
                for whole numbers).
            dtype: "float32" by default.
            trainable: whether training changes it.
            autocast: accepted for Keras.
            regularizer: a penalty on it, added to the loss.
            constraint: a limit on it, kept after each step.
            name: its name in messages.
        """
        if isinstance(shape, str):
            raise ArgumentError(
                f"add_weight takes the shape first: add_weight(shape=(...), name={shape!r})."
            )
        shape = () if shape is None else tuple(shape) if hasattr(shape, "__iter__") else (shape,)
        dtype = dtype or "float32"
        if initializer is None:
            initializer = "glorot_uniform" if dtype == "float32" else "zeros"
        variable = Variable(
            initializers.get(initializer),
            shape=shape,
            dtype=dtype,
            trainable=trainable,
            name=name,
        )
        variable.path = call_context.variable_path(variable.name)
        variable.regularizer = regularizers.get(regularizer)
        variable.constraint = constraints.get(constraint)
        self._added.append(variable)
        self._known_variables[id(variable)] = (variable, trainable)
        variable.trainable = trainable and self._trainable
        return variable

    def _own_variables(self) -> list[Variable]:
        """Variables of this layer itself: trainable ones first, as Keras orders them."""
        for variable in owned_variables(self):
            if id(variable) not in self._known_variables:
                self._known_variables[id(variable)] = (variable, variable.trainable)
        known = list(self._known_variables.values())
        return [variable for wanted in (True, False) for variable, kind in known if kind is wanted]

    @property
    def _layers(self) -> list[WeightOwner]:
        return owned(self, WeightOwner)

    @property
    def weights(self) -> list[Variable]:
        """All weights: its own, then those of the layers inside."""
        found = {id(variable): variable for variable in self._own_variables()}
        for layer in self._layers:
            found.update({id(variable): variable for variable in layer.weights})
        return list(found.values())

    @property
    def trainable_weights(self) -> list[Variable]:
        """The weights that training changes."""
        if not self.trainable:
            return []
        return [variable for variable in self.weights if variable.trainable]

    @property
    def non_trainable_weights(self) -> list[Variable]:
        """The weights that training leaves as they are."""
        if not self.trainable:
            return self.weights
        return [variable for variable in self.weights if not variable.trainable]

    @property
    def variables(self) -> list[Variable]:
        """All weights and the states of random number generators."""
        found = {id(variable): variable for variable in self._own_variables()}
        found.update({id(state): state for state in owned_seed_states(self)})
        for layer in self._layers:
            found.update({id(variable): variable for variable in layer.variables})
        return list(found.values())

    @property
    def trainable_variables(self) -> list[Variable]:
        """The variables that training changes."""
        if not self.trainable:
            return []
        return [variable for variable in self.variables if variable.trainable]

    @property
    def non_trainable_variables(self) -> list[Variable]:
        """The variables that training leaves as they are."""
        if not self.trainable:
            return self.variables
        return [variable for variable in self.variables if not variable.trainable]

    @property
    def trainable(self) -> bool:
        """Whether training changes the weights; setting it reaches the layers inside."""
        return self._trainable

    @trainable.setter
    def trainable(self, value: bool) -> None:
        self._trainable = bool(value)
        self._own_variables()
        for variable, kind in self._known_variables.values():
            if kind:
                variable.trainable = self._trainable
        for layer in self._layers:
            layer.trainable = value

    def count_params(self) -> int:
        """Return how many numbers the weights hold."""
        return count(self.weights)

    def get_weights(self) -> list[Any]:
        """Return the weights as numpy arrays."""
        return read_weights(self.weights)

    def set_weights(self, weights: list[Any]) -> None:
        """Give the weights new values.

        Args:
            weights: arrays in the order and shapes of ``get_weights()``.

        Raises:
            ShapeError: their number or a shape does not fit.
        """
        write_weights(self, self.weights, weights)

    def save_own_variables(self, store: dict[str, Any]) -> None:
        """Put the layer's own weights, not those of layers inside it, into a file.

        Args:
            store: takes numpy arrays by name; "0", "1", ... by default.
        """
        for index, variable in enumerate(self._own_variables()):
            store[str(index)] = variable.numpy()

    def load_own_variables(self, store: Mapping[str, Any]) -> None:
        """Give the layer's own weights the values in a file.

        Args:
            store: what :meth:`save_own_variables` put there.
        """
        for index, variable in enumerate(self._own_variables()):
            variable.assign(store[str(index)])

    # Losses

    def add_loss(self, loss: Any) -> None:
        """Add to the model's loss; to be called in ``call``.

        Args:
            loss: a tensor without axes, or a list of them.
        """
        number = call_context.last_pass()
        if self._losses_pass != number:
            # What an earlier call added is of no use any more.
            self._losses.clear()
            self._losses_pass = number
        self._losses.extend(loss if isinstance(loss, (list, tuple)) else [loss])

    @property
    def losses(self) -> list[TensorLike]:
        """What ``add_loss`` and regularizers say, for the last call."""
        found = self._losses_of(self._last_pass)
        for variable in self.trainable_weights:
            if variable.regularizer is not None:
                found.append(variable.regularizer(variable.value))
        return found

    def _losses_of(self, number: int) -> list[TensorLike]:
        found = list(self._losses) if self._losses_pass == number else []
        for layer in self._layers:
            found.extend(layer._losses_of(number))
        return found

    def _clear_losses(self) -> None:
        self._losses.clear()
        for layer in self._layers:
            layer._clear_losses()
