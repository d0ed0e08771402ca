"""An input that is a line of text."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from p_vision import ops
from p_vision.layers import TextVectorization
from p_vision.tracing import TensorSpec
from p_vision.ui.model_question import ModelQuestion, input_shape
from p_vision.ui.widget import Widget

_MODES = ("int", "multi_hot", "count")


def text(
    function: Any,
    *,
    label: str = "Text",
    first: str = "",
    names: Sequence[str] | None = None,
    vectorize: Callable[[str], Any] | None = None,
    samples: Any = None,
) -> None:
    """Show a line to type into; it is answered while one types.

    Args:
        function: takes the text; or a model that takes what `vectorize` makes of it.
        label: what stands beside the line.
        first: what stands in it at the beginning.
        names: the classes' names, for answers that are probabilities.
        vectorize: turns a text into numbers for a model: a `TextVectorization` layer, or a
            function. Only with a layer can the model be shared so that it answers by itself.
        samples: a few inputs of the model, to measure on what rounded weights cost when it is
            shared.

    Raises:
        ValueError: a model without `vectorize`.

    >>> text(str.upper, label="Word")
    A line of text: Word (shown in the playground)
    """
    options = {"label": label, "first": first}
    chosen = list(names) if names else None
    words = f"A line of text: {label}"

    def read(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (str(message["text"]),), {}

    def whole(message: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (message,), {}

    if not hasattr(function, "predict"):
        Widget("text", options, function, read, chosen, words).show()
        return
    if vectorize is None:
        raise ValueError(
            "A model takes numbers: say how a text becomes some, "
            "ui.text(model, vectorize=TextVectorization(...))."
        )
    question = _question(function, vectorize, samples)
    Widget("text", options, question.answer, whole, chosen, words, question).show()


def _question(model: Any, vectorize: Callable[[str], Any], samples: Any) -> ModelQuestion:
    shape = input_shape(model) or (None,)
    length = shape[0] if len(shape) == 1 else None
    settings = _settings(vectorize, length)

    def numbers(message: Mapping[str, Any]) -> np.ndarray:
        found = np.asarray(ops.convert_to_numpy(vectorize(str(message["text"])))).ravel()
        found = found.astype("int32" if found.dtype.kind in "iu" else "float32")
        if length is None:
            return found
        return np.pad(found[:length], (0, max(0, length - len(found))))

    def made_up(rows: int) -> list[Any]:
        known = settings.get("words") or ["a"]
        drawn = np.random.default_rng(0).integers(0, len(known), (rows, 6))
        return [numbers({"text": " ".join(known[place] for place in row)}) for row in drawn]

    whole = settings.get("mode") == "int"
    size = settings.get("length")
    spec = TensorSpec((size,), "int32" if whole else "float32") if size else None
    return ModelQuestion(
        model, spec, numbers, lambda row: ops.reshape(row, (1, -1)), settings, made_up, samples
    )


def _settings(vectorize: Any, length: int | None) -> dict[str, Any]:
    """What a page needs to do the same as the layer; nothing where it cannot."""
    if not isinstance(vectorize, TextVectorization) or vectorize.output_mode not in _MODES:
        return {}
    if callable(vectorize.standardize) or callable(vectorize.split):
        return {}
    whole = vectorize.output_mode == "int"
    width = vectorize.max_tokens if vectorize.pad_to_max_tokens else vectorize.vocabulary_size()
    ngrams = vectorize.ngrams
    return {
        "words": vectorize.get_vocabulary(include_special_tokens=False),
        "standardize": vectorize.standardize,
        "split": vectorize.split,
        "ngrams": list(range(1, ngrams + 1)) if isinstance(ngrams, int) else ngrams,
        "mode": vectorize.output_mode,
        "cut": vectorize.output_sequence_length,
        "length": (length or vectorize.output_sequence_length) if whole else length or width,
    }
