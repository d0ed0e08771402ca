"""The base class of layers."""

from __future__ import annotations

from typing import Any, Self

from p_vision import engine, ops, regularizers, tracing
from p_vision._scopes import scopes
from p_vision.errors import ArgumentError, ImageTooSmallError
from p_vision.layers import call_context, signatures
from p_vision.layers.call_checks import check_called_on
from p_vision.layers.display import describe
from p_vision.layers.explained import explained_init, unexpected
from p_vision.layers.image_history import with_history
from p_vision.layers.input_spec import check_inputs
from p_vision.layers.masking_flow import fill_mask_arguments, masks_of, pass_mask_on
from p_vision.layers.weight_owner import WeightOwner
from p_vision.naming import name_for
from p_vision.types import Config, Shape


class Layer(WeightOwner):
    """A step of a model: a computation with weights of its own.

    Write your own by overriding ``call``, and ``build`` for weights whose
    shape depends on the input:

    >>> class Scale(Layer):
    ...     def build(self, input_shape):
    ...         self.factor = self.add_weight(shape=(input_shape[-1],), initializer="ones")
    ...     def call(self, x):
    ...         return x * self.factor
    >>> layer = Scale()
    >>> layer([[1.0, 2.0]]).tolist()
    [[1.0, 2.0]]
    >>> layer
    <Scale name='scale', input=(None, 2), output=(None, 2), params=2, trainable>

    Args:
        activity_regularizer: a penalty on the output, added to the loss.
        trainable: whether training changes the weights.
        dtype: accepted for Keras; layers compute in float32.
        name: a name; ``dense``, ``dense_1``, ... by default.
        input_shape: shape of one sample, for the first layer of a Sequential
            (``Input(shape=...)`` says the same).
        input_dim: the same for samples that are a row of numbers.
    """

    _not_in_config = frozenset({"activity_regularizer", "input_shape", "input_dim"})
    #: Whether the output keeps a mask; True for classes with a `compute_mask` of their own.
    supports_masking = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "compute_mask" in vars(cls) and "supports_masking" not in vars(cls):
            cls.supports_masking = True
        if "__init__" in vars(cls) and cls.__module__.startswith("p_vision.layers."):
            cls.__init__ = explained_init(cls.__init__)  # type: ignore[method-assign]
        if "build" in vars(cls):
            cls.build = signatures.marking_built(cls.build)  # type: ignore[method-assign]

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Set up the layer's own state, before any ``__init__`` runs."""
        layer = super().__new__(cls, *args, **kwargs)
        layer.built = False
        layer.input_spec = None
        layer.activity_regularizer = None
        layer._name = None
        layer._trainable = True
        layer._added = []
        layer._known_variables = {}
        layer._losses = []
        layer._losses_pass = 0
        layer._last_pass = 0
        layer._calls = {}
        layer._inbound_nodes = []
        layer._input_shape_hint = None
        return layer

    def __init__(
        self,
        *,
        activity_regularizer: Any = None,
        trainable: bool = True,
        dtype: str | None = None,
        name: str | None = None,
        input_shape: tuple[int | None, ...] | None = None,
        input_dim: int | None = None,
    ) -> None:
        self.activity_regularizer = regularizers.get(activity_regularizer)
        self._trainable = bool(trainable)
        self._name = name_for(self) if name is None else str(name)
        if input_dim is not None:
            input_shape = (input_dim,)
        if input_shape is not None:
            if not hasattr(input_shape, "__iter__"):
                raise ArgumentError(
                    f"input_shape is the shape of one sample, such as (28, 28, 1) or (4,), not "
                    f"{input_shape!r:.40}."
                )
            self._input_shape_hint = tuple(input_shape)

    # What it is

    built: bool
    input_spec: Any
    activity_regularizer: Any
    _name: str | None
    _calls: dict[str, Any]
    _inbound_nodes: list[tracing.Call]
    _input_shape_hint: Shape | None

    @property
    def name(self) -> str:
        """The name, unique among layers made without a name."""
        if self._name is None:
            self._name = name_for(self)
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._name = value

    @property
    def path(self) -> str:
        """The name, as Keras calls it for nested layers."""
        return self.name

    @property
    def dtype(self) -> str:
        """Always "float32"."""
        return "float32"

    compute_dtype = dtype
    variable_dtype = dtype

    @property
    def input_shape(self) -> Any:
        """Shape of the input, None for the batch; None before it is known."""
        return self._calls.get("input_shape")

    @property
    def output_shape(self) -> Any:
        """Shape of the output, None for the batch; None before it is known."""
        known = self._calls.get("output_shape")
        if known is None and self.built and self._calls.get("input_shape") is not None:
            known = self.compute_output_shape(self._calls["input_shape"])
            self._calls["output_shape"] = known
        return known

    @property
    def input(self) -> Any:
        """The symbolic input of the first call in a model's graph."""
        call = self._first_call("input")
        names = signatures.call_arguments(type(self))
        return signatures.first_input(names, call.args, call.kwargs)

    @property
    def output(self) -> Any:
        """The symbolic output of the first call in a model's graph."""
        outputs = self._first_call("output").outputs
        return outputs[0] if len(outputs) == 1 else list(outputs)

    def _first_call(self, name: str) -> tracing.Call:
        if not self._inbound_nodes:
            raise ArgumentError(
                f"The layer '{self.name}' has no {name} to build on: it was not called on an "
                "Input, and is in no model that knows its input shape yet."
            )
        return self._inbound_nodes[0]

    # Calling

    def build(self, input_shape: Any) -> None:
        """Make the weights; override it if the layer has some.

        Args:
            input_shape: shape of the input, batch included (None if it varies).
        """
        self.built = True

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output; every layer overrides this."""
        raise NotImplementedError(
            f"{type(self).__name__} '{self.name}' needs a method call(self, inputs)."
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Compute the output, building the layer first if needed.

        Args:
            *args: inputs: tensors, arrays or lists.
            **kwargs: more inputs, and ``training``.
        """
        if scopes.functional and tracing.has_keras_tensor((args, kwargs)):
            return self._call_in_graph(args, kwargs)
        args = tuple(signatures.tensors_in(value) for value in args)
        kwargs = {name: signatures.arrays_in(value) for name, value in kwargs.items()}
        self._last_pass = call_context.pass_number()
        names = signatures.call_arguments(type(self))
        training = self._training(names, args, kwargs)
        open_ended = signatures.takes_any(type(self))
        if "training" in names[len(args) :] and training is not None:
            kwargs["training"] = training
        elif "training" not in names and not open_ended:
            kwargs.pop("training", None)
        if kwargs.get("mask") is None and "mask" not in names and not open_ended:
            kwargs.pop("mask", None)
        if len(args) > len(names) and not open_ended:
            kind, several = type(self).__name__, "s" if len(names) != 1 else ""
            raise ArgumentError(
                f"{kind} '{self.name}' takes {len(names)} argument{several}, but {len(args)} were "
                f"passed. Pass several tensors in a list: {kind}(...)([a, b])."
            )
        inputs = signatures.first_input(names, args, kwargs)
        shapes = signatures.shapes_of(inputs)
        if names:
            check_called_on(self, inputs, shapes)
        self._ensure_built(names, args, kwargs, inputs, shapes)
        check_inputs(self, self.input_spec, shapes)
        fill_mask_arguments(self, args, kwargs)
        mask = kwargs.get("mask")
        mask = masks_of(inputs) if mask is None else mask
        with call_context.calling(training), call_context.named(self.name):
            try:
                outputs = self.call(*args, **kwargs)
                if self.activity_regularizer is not None:
                    self._add_activity_losses(outputs)
            except Exception as error:
                found = unexpected(self, inputs, error)
                if found is error:
                    raise
                raise found from None
        pass_mask_on(self, inputs, outputs, mask)
        self._remember(shapes, signatures.shapes_of(outputs))
        return outputs

    def _training(self, names: tuple[str, ...], args: Any, kwargs: dict[str, Any]) -> Any:
        given = kwargs.get("training")
        if given is None and "training" in names[: len(args)]:
            given = args[names.index("training")]
        if given is None:
            given = call_context.inherited_training()
        return signatures.training_default(type(self)) if given is None else given

    def _ensure_built(
        self, names: tuple[str, ...], args: Any, kwargs: dict[str, Any], inputs: Any, shapes: Any
    ) -> None:
        if self.built:
            return
        check_inputs(self, self.input_spec, shapes)
        with engine.scope(signatures.backend_of(inputs)), tracing.init_scope():
            try:
                signatures.build(self, names, args, kwargs, shapes)
            except Exception as error:
                found = unexpected(self, inputs, error)
                if found is error:
                    raise
                raise found from None
        self.built = True

    def _call_in_graph(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        names = signatures.call_arguments(type(self))
        inputs = signatures.first_input(names, args, kwargs)
        shapes = signatures.shapes_of(inputs)
        if names:
            check_called_on(self, inputs, shapes)
        try:
            self._ensure_built(names, args, kwargs, inputs, shapes)
            outputs = tracing.record_call(self, args, kwargs, operation=self)
        except ImageTooSmallError as error:
            raise with_history(error, inputs) from None
        # What it added to the loss while its shapes were found has no values.
        self._clear_losses()
        self._remember(shapes, signatures.shapes_of(outputs))
        return outputs

    def _remember(self, input_shapes: Any, output_shapes: Any) -> None:
        self._calls["input_shape"] = signatures.without_batch_size(input_shapes)
        self._calls["output_shape"] = signatures.without_batch_size(output_shapes)

    def _add_activity_losses(self, outputs: Any) -> None:
        for output in tracing.flatten(outputs):
            penalty = self.activity_regularizer(output)
            self.add_loss(penalty / ops.cast(ops.shape(output)[0], "float32"))

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Return shape and dtype of the output without computing it.

        Args:
            *args: ``TensorSpec`` or symbolic tensors in place of the inputs.
            **kwargs: more of them.
        """
        names = signatures.call_arguments(type(self))
        inputs = signatures.first_input(names, args, kwargs)
        shapes = signatures.shapes_of(inputs)
        self._ensure_built(names, args, kwargs, inputs, shapes)
        known = dict(self._calls)
        outputs = tracing.compute_output_spec(self, *args, **kwargs)
        self._calls.update(known)
        self._remember(shapes, signatures.shapes_of(outputs))
        return outputs

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Return the shape of the output, None where it may vary.

        Args:
            input_shape: shape of the input, None for the batch.
        """
        specs = signatures.specs_for(input_shape)
        return signatures.shapes_of(self.compute_output_spec(specs))

    def compute_mask(self, inputs: Any, previous_mask: Any) -> Any:
        """Return the mask of the output; the one of the input by default."""
        return previous_mask

    def get_build_config(self) -> Config | None:
        """Return the shape, or shapes, the layer was built for; None where there is none."""
        several = self._calls.get("build_shapes")
        if several:
            return {"shapes_dict": signatures.listed(several)}
        shape = self._calls.get("input_shape")
        return None if shape is None else {"input_shape": signatures.listed(shape)}

    def build_from_config(self, config: Config) -> None:
        """Make the weights for the shape that :meth:`get_build_config` returned."""
        if config.get("shapes_dict"):
            self.build(**{key: tuple(shape) for key, shape in config["shapes_dict"].items()})
            return
        shape = signatures.shape_from_lists(config.get("input_shape"))
        if shape is None or self.built:
            return
        if type(self).build is Layer.build:
            self.compute_output_shape(shape)
        else:
            self.build(shape)

    def get_config(self) -> Config:
        """Return the constructor's arguments as plain Python values."""
        config = super().get_config()
        if self.activity_regularizer is not None:
            config["activity_regularizer"] = regularizers.serialize(self.activity_regularizer)
        return config

    def __repr__(self) -> str:
        return describe(self)


# The class itself has no base that would do so in `__init_subclass__`.
Layer.__init__ = explained_init(Layer.__init__)  # type: ignore[method-assign]
