"""What a layer accepts, and the messages for what it does not."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ShapeError


class InputSpec:
    """The shape a layer accepts.

    Args:
        dtype: accepted for Keras.
        shape: the whole shape; None for sizes that may vary.
        ndim: number of axes.
        max_ndim: largest number of axes.
        min_ndim: smallest number of axes.
        axes: sizes of some axes, such as ``{-1: 16}``.

    >>> InputSpec(min_ndim=2, axes={-1: 16})
    InputSpec(min_ndim=2, axes={-1: 16})
    """

    def __init__(
        self,
        dtype: str | None = None,
        shape: tuple[int | None, ...] | None = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: dict[int, int | None] | None = None,
    ) -> None:
        self.dtype = dtype
        self.shape = None if shape is None else tuple(shape)
        self.ndim = len(self.shape) if self.shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = {} if axes is None else {int(axis): size for axis, size in axes.items()}

    def __repr__(self) -> str:
        names = ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes")
        shown = (f"{name}={getattr(self, name)}" for name in names if getattr(self, name))
        return f"InputSpec({', '.join(shown)})"


def check_inputs(layer: Any, spec: Any, shapes: Any) -> None:
    """Complain about inputs that do not fit.

    Args:
        layer: the layer, for its name.
        spec: an :class:`InputSpec`, a list of them, or None.
        shapes: the shape of the input, or as many as there are specs.

    Raises:
        ShapeError: with the shapes, the reason and a line that helps.
    """
    if spec is None:
        return
    if not isinstance(spec, (list, tuple)):
        if _is_shape(shapes):
            _check(layer, spec, shapes)
        return
    if _is_shape(shapes) or len(shapes) != len(spec):
        count = 1 if _is_shape(shapes) else len(shapes)
        raise ShapeError(f"{_who(layer)} takes {len(spec)} inputs, but received {count}.")
    for one_spec, shape in zip(spec, shapes, strict=True):
        if one_spec is not None:
            _check(layer, one_spec, shape)


def _is_shape(shapes: Any) -> bool:
    return isinstance(shapes, tuple) and all(
        size is None or isinstance(size, int) for size in shapes
    )


def _who(layer: Any) -> str:
    return f"{type(layer).__name__} '{layer.name}'"


def _check(layer: Any, spec: InputSpec, shape: tuple[int | None, ...]) -> None:
    axes = len(shape)
    if spec.ndim is not None and axes != spec.ndim:
        raise ShapeError(_wrong_axes(layer, shape, spec.ndim, f"{spec.ndim} axes"))
    if spec.min_ndim is not None and axes < spec.min_ndim:
        wanted = f"at least {spec.min_ndim} axes"
        raise ShapeError(_wrong_axes(layer, shape, spec.min_ndim, wanted))
    if spec.max_ndim is not None and axes > spec.max_ndim:
        raise ShapeError(_wrong_axes(layer, shape, spec.max_ndim, f"at most {spec.max_ndim} axes"))
    for axis, size in spec.axes.items():
        if size is None or not -axes <= axis < axes or shape[axis] in (None, size):
            continue
        raise ShapeError(_wrong_size(layer, shape, axis, size))
    for axis, (wanted_size, given) in enumerate(zip(spec.shape or (), shape, strict=False)):
        if None not in (wanted_size, given) and wanted_size != given:
            raise ShapeError(_wrong_size(layer, shape, axis, wanted_size))


def _wrong_axes(layer: Any, shape: tuple[int | None, ...], count: int, wanted: str) -> str:
    meaning = getattr(layer, "input_axes", None)
    needs = f" ({', '.join(meaning)})" if meaning else ""
    text = f"{_who(layer)} needs inputs with {wanted}{needs}, but received shape {shape}."
    missing = count - len(shape)
    if meaning and missing == 1 and meaning[-1] == "channels":
        sizes = ", ".join(str(size) for size in (*shape[1:], 1))
        return f"{text} Add an axis for the channels: Input(shape=({sizes})), and x[..., None]."
    if meaning and missing == 2 and "height" in meaning:
        return f"{text} Pictures have a shape such as Input(shape=(28, 28, 1))."
    if meaning and "steps" in meaning and missing == -1:
        return f"{text} For pictures there is {type(layer).__name__.replace('1D', '2D')}."
    if missing == 1:
        return f"{text} If this is a single sample, make a batch of it: x[None]."
    if missing < 0:
        return f"{text} Put Flatten() or GlobalAveragePooling2D() before it."
    return text


def _wrong_size(layer: Any, shape: tuple[int | None, ...], axis: int, size: int | None) -> str:
    position = axis % len(shape)
    last = position == len(shape) - 1
    where = "last axis" if last else f"axis {position}"
    text = (
        f"{_who(layer)} was built for inputs whose {where} has {size} values, "
        f"but received shape {shape}: {shape[position]} values."
    )
    if len(shape) in (3, 4, 5) and last and shape[1] == size:
        return f"{text} This looks channels-first; np.moveaxis(x, 1, -1) makes it channels-last."
    if position == 0:
        return text
    return f"{text} Change Input(shape=...) to fit the data, or the data to fit the model."
