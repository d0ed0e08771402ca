"""What a layer answers to one sample: pictures of its channels, or bars of its units."""

from typing import Any

import numpy as np

from p_vision import engine, tracing
from p_vision.errors import ArgumentError
from p_vision.models import Model
from p_vision.show.bars import bars
from p_vision.show.drawing import Drawing
from p_vision.show.histograms import drawn
from p_vision.show.pictures import sheet, single
from p_vision.show.png import as_bytes

_MOST_CHANNELS = 32
_MOST_BARS = 420


def activations(model: Any, x: Any, layer: Any) -> None:
    """Show what a layer answers to one sample.

    Channels of a convolution are shown as images, a sequence as one image with a row for each
    step, and the units of a dense layer as bars.

    Args:
        model: a model put together from layers.
        x: one sample without the batch axis, such as `x_test[0]`.
        layer: a layer of the model or its name.

    Raises:
        ArgumentError: if the layer is no part of the model.

    >>> from p_vision import Dense, Input, Sequential
    >>> model = Sequential([Input(shape=(2,)), Dense(3, activation="softmax")])
    >>> activations(model, np.ones(2), model.layers[-1])  # doctest: +ELLIPSIS
    3 values from ...
    """
    values_drawing(answer_of(model, np.asarray(x)[None], layer)[0]).show()


def answer_of(model: Any, x: Any, layer: Any) -> np.ndarray:
    """What a layer of a model gives for a batch.

    Args:
        model: a model put together from layers.
        x: a batch, as the model takes it.
        layer: a layer or its name.

    Raises:
        ArgumentError: if the layer is no part of the model.
    """
    found = model.get_layer(layer) if isinstance(layer, str) else layer
    if type(found).__name__ == "InputLayer":
        return np.asarray(x)
    call = _call_of(model, found)
    if call is None:
        outer = _outer_call(model, found)
        if outer is None:
            raise ArgumentError(
                f"'{found.name}' is no layer that '{model.name}' is put together from: only "
                "Sequential models and those made by Model(inputs, outputs) show what is inside."
            )
        given = next(t for t in tracing.flatten((outer.args, outer.kwargs)) if _symbol(t))
        return answer_of(outer.operation, _value(model, x, given), found)
    return _value(model, x, call.outputs[0])


def _value(model: Any, x: Any, symbol: Any) -> np.ndarray:
    if any(symbol is given for given in model.inputs):
        return np.asarray(x)
    with engine.scope(model.backend):
        part = Model(model.inputs, symbol, name="part", backend=model.backend)
        return np.asarray(part(x, training=False))


def _symbol(value: Any) -> bool:
    return isinstance(value, tracing.KerasTensor)


def _call_of(model: Any, layer: Any) -> Any:
    """The call of a layer that belongs to this model; a layer may be used in several."""
    graph = getattr(model, "_graph", None)
    if graph is not None:
        return next((call for call in layer._inbound_nodes if graph.contains(call)), None)
    symbols = [leaf for s in getattr(model, "_symbols", ()) for leaf in tracing.flatten(s)]
    calls = [symbol.call for symbol in symbols if symbol.call is not None]
    return next((call for call in calls if call.operation is layer), None)


def _outer_call(model: Any, layer: Any) -> Any:
    """The call of a model inside of this one that holds the layer."""
    for inner in model.layers:
        if any(layer is part for part in getattr(inner, "layers", ())):
            return _call_of(model, inner)
    return None


def values_drawing(values: Any) -> Drawing:
    """The drawing of one sample's values, of any shape.

    Args:
        values: (units,), (steps, channels), (height, width, channels) or a single number.
    """
    array = np.asarray(values)
    if array.ndim >= 3:
        array = array.reshape(-1, *array.shape[-2:]) if array.ndim > 3 else array
        if array.shape[-1] in (1, 3):
            return single(as_bytes(array)[0])
        # All channels by one measure: what answers more is brighter.
        shown = _from_zero_to_one(array[..., :_MOST_CHANNELS])
        channels = as_bytes(np.moveaxis(shown, -1, 0)[..., None])
        drawing = sheet(channels, [str(number) for number in range(len(channels))], 8)
        if array.shape[-1] > _MOST_CHANNELS:
            drawing.description += f" of {array.shape[-1]}"
        return drawing
    if array.ndim == 2:
        return single(as_bytes(_from_zero_to_one(array)[..., None])[0])
    if array.size > _MOST_BARS:
        return drawn(array, 40)
    return bars(array.ravel())


def _from_zero_to_one(values: np.ndarray) -> np.ndarray:
    if values.dtype == np.uint8:
        return values
    finite = np.nan_to_num(values.astype("float64"))
    low, high = finite.min(initial=0), finite.max(initial=0)
    scaled: np.ndarray = (finite - low) / ((high - low) or 1.0)
    return scaled
