"""Labels for sequences without knowing where each stands (Graves et al., 2006).

The loss is -log of the probability of all ways to spread the labels over the steps, with blanks
between them: two rows of log-probabilities go along the steps, one for "the last step was label n"
and one for "it was the blank after n labels".
"""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError, ShapeError
from p_vision.ops._apply import as_tensor, binary, composite, encode, unary
from p_vision.ops._host import from_values
from p_vision.ops.activation import log_softmax
from p_vision.ops.arithmetic import logaddexp
from p_vision.ops.arrangement import pad, transpose
from p_vision.ops.classes import one_hot
from p_vision.ops.conversion import cast
from p_vision.ops.creation import full, zeros
from p_vision.ops.indexing import take_along_axis, where
from p_vision.ops.linalg import einsum
from p_vision.ops.ranges import arange
from p_vision.ops.scanning import scan
from p_vision.ops.shapes import concatenate, expand_dims
from p_vision.ops.sorting import argsort

__all__ = ["ctc_decode", "ctc_loss"]

#: Stands for the logarithm of a probability of 0.
_NEVER = -1e5


def _checked(target: Any, output: Any) -> tuple[Any, Any]:
    target, output = cast(target, "int32"), as_tensor(output) * 1.0
    if len(target.shape) != 2 or len(output.shape) != 3 or target.shape[0] != output.shape[0]:
        raise ShapeError(
            "ctc_loss takes labels of shape (batch, labels) and outputs of shape (batch, steps, "
            f"classes); these have shapes {target.shape} and {output.shape}."
        )
    return target, output


@composite
def ctc_loss(
    target: Any, output: Any, target_length: Any, output_length: Any, mask_index: int = 0
) -> Any:
    """The loss of labels whose places in a sequence are not known.

    Args:
        target: Whole numbers of shape (batch, labels).
        output: Logits of shape (batch, steps, classes).
        target_length: How many labels of each row count, of shape (batch,).
        output_length: How many steps of each row count, of shape (batch,).
        mask_index: The class that stands for "no label here". Defaults to 0.

    Returns:
        A float32 tensor of shape (batch,).

    Raises:
        ShapeError: for other shapes.

    Source:
        Graves et al., "Connectionist Temporal Classification" (2006).

    Example:
        >>> from p_vision import ops
        >>> loss = ops.ctc_loss([[1]], ops.zeros((1, 1, 2)), [1], [1])
        >>> round(loss.tolist()[0], 4)
        0.6931
    """
    target, output = _checked(target, output)
    batch, steps, classes = output.shape
    labels = target.shape[1]
    logs = log_softmax(output)
    blank = transpose(logs[:, :, mask_index : mask_index + 1], (1, 0, 2))
    emitted = transpose(einsum("btk,bnk->btn", logs, one_hot(target, classes)), (1, 0, 2))
    counts = _counted(arange(steps), cast(output_length, "int32"))
    # A label that is the same as the next one needs a blank in between.
    again = cast(target[:, :-1] == target[:, 1:], "float32") if labels > 1 else None
    repeated = zeros((batch, 1)) if again is None else pad(again, [(0, 0), (0, 1)])

    def onto(after: Any, added: Any) -> Any:
        return concatenate([after[:, :1], logaddexp(after[:, 1:], added)], -1)

    def step(state: Any, entry: Any) -> Any:
        after, at = state
        log_at, log_blank, counted = entry
        ready = onto(after, at + repeated * _NEVER)
        next_at = logaddexp(ready[:, :-1] + log_at, at + log_at)
        next_after = onto(ready + log_blank, at + log_blank + (1.0 - repeated) * _NEVER)
        return (where(counted, next_after, after), where(counted, next_at, at)), None

    first = concatenate([zeros((batch, 1)), full((batch, labels), _NEVER)], -1)
    entries = (emitted, blank, counts)
    (after, at), _ = scan(step, (first, full((batch, labels), _NEVER)), entries)
    chosen = one_hot(cast(target_length, "int32"), labels + 1)
    return -unary("sum", onto(after, at) * chosen, encode(axes=(-1,), keepdims=False))


def _counted(steps: Any, lengths: Any) -> Any:
    """Whether each step of each row counts, of shape (steps, batch, 1)."""
    return expand_dims(expand_dims(steps, -1) < expand_dims(lengths, 0), -1)


@composite
def ctc_decode(
    inputs: Any,
    sequence_lengths: Any,
    strategy: str = "greedy",
    beam_width: int = 100,
    top_paths: int = 1,
    merge_repeated: bool = True,
    mask_index: int = 0,
) -> tuple[Any, Any]:
    """Likely labels for sequences of class scores.

    Args:
        inputs: Logits (or logarithms of probabilities) of shape (batch, steps, classes).
        sequence_lengths: How many steps of each row count, of shape (batch,).
        strategy: ``"greedy"`` takes the best class of each step;
            ``"beam_search"`` follows the `beam_width` best label sequences.
        beam_width: How many sequences are followed. Defaults to 100.
        top_paths: How many of them are given. Defaults to 1.
        merge_repeated: With ``"greedy"``, count a class that stays as one
            label. Defaults to True.
        mask_index: The class that stands for "no label here". Defaults to 0.

    Returns:
        Labels of shape (paths, batch, steps), int32, filled up with -1; and
        scores of shape (batch, paths): negative sums of the best logits for
        ``"greedy"``, else logarithms of probabilities.

    Raises:
        ArgumentError: for another strategy.

    Example:
        >>> from p_vision import ops
        >>> scores = [[[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]]
        >>> ops.ctc_decode(scores, [3])[0].tolist()
        [[[1, 1, -1]]]
    """
    inputs = as_tensor(inputs) * 1.0
    if strategy == "beam_search":
        labels, scores = from_values(
            "ctc_decode",
            lambda values, lengths: _beams(values, lengths, beam_width, top_paths, mask_index),
            inputs,
            cast(sequence_lengths, "int32"),
        )
        return labels, scores
    if strategy != "greedy":
        raise ArgumentError(f"strategy is 'greedy' or 'beam_search'; it is {strategy!r}.")
    steps = inputs.shape[1]
    over = expand_dims(arange(steps), 0) >= expand_dims(cast(sequence_lengths, "int32"), -1)
    best = where(over, mask_index, unary("argmax", inputs, encode(axis=-1, keepdims=False)))
    scores = unary("max", inputs, encode(axes=(-1,), keepdims=False))
    if merge_repeated and steps > 1:
        same = cast(best[:, 1:] == best[:, :-1], "int32")
        best = where(pad(same, [(0, 0), (1, 0)]) > 0, mask_index, best)
    none = best == mask_index
    order = argsort(where(none, steps, binary("add", arange(steps), best * 0)))
    labels = take_along_axis(where(none, -1, best), order, axis=-1)
    total = unary("sum", where(over, 0.0, scores), encode(axes=(1,), keepdims=True))
    return expand_dims(labels, 0), -total


def _beams(values: Any, lengths: Any, width: int, paths: int, mask_index: int) -> tuple[Any, Any]:
    """For each row the best label sequences; each keeps its score with and without a last blank."""
    import numpy

    batch, steps, _ = values.shape
    labels = numpy.full((paths, batch, steps), -1, "int32")
    scores = numpy.full((batch, paths), -numpy.inf)
    logs = values - numpy.logaddexp.reduce(values, -1, keepdims=True)
    for row in range(batch):
        beams = {(): (-numpy.inf, 0.0)}
        for step in range(int(lengths[row])):
            beams = _followed(beams, logs[row, step], mask_index)
            kept = sorted(beams, key=lambda path: -numpy.logaddexp(*beams[path]))[:width]
            beams = {path: beams[path] for path in kept}
        for place, path in enumerate(list(beams)[:paths]):
            labels[place, row, : len(path)] = path
            scores[row, place] = numpy.logaddexp(*beams[path])
    return labels, scores


def _followed(beams: Any, logs: Any, mask_index: int) -> Any:
    import numpy

    found: dict[tuple[int, ...], list[float]] = {}

    def add(path: tuple[int, ...], place: int, score: float) -> None:
        entry = found.setdefault(path, [-numpy.inf, -numpy.inf])
        entry[place] = float(numpy.logaddexp(entry[place], score))

    for path, (at, blank) in beams.items():
        both = numpy.logaddexp(at, blank)
        add(path, 1, both + logs[mask_index])
        for label, log in enumerate(logs):
            if label == mask_index:
                continue
            if path and path[-1] == label:
                add(path, 0, at + log)
                add((*path, label), 0, blank + log)
            else:
                add((*path, label), 0, both + log)
    return found
