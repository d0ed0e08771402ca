"""What `fit` takes as data, and what it says when it cannot."""

from array import array
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from p_vision.errors import ArgumentError, DtypeError, ShapeError
from p_vision.training.data_sources import batch_from, split_tail
from p_vision.training.samples import Samples, samples_from
from p_vision.training.sources import ArraySource, Batch, Nesting, StreamSource, is_stream
from p_vision.training.structure import flatten, pack, structure_of


def values(samples: Samples) -> list[float]:
    found: list[float] = samples.values().tolist()
    return found


@pytest.mark.parametrize("dtype", ["uint8", "int64", "float64", "float32", "bool", "float16"])
def test_arrays_are_taken_without_a_copy(dtype: str) -> None:
    data = np.ones((3, 2), dtype=dtype)
    samples = samples_from(data)
    assert samples.owner is data
    assert (samples.source, samples.shape, samples.rows) == (dtype, (3, 2), 3)
    assert samples.row_bytes * 3 == data.nbytes


def test_strided_arrays_are_laid_out_anew() -> None:
    data = np.arange(12.0).reshape(3, 4)[:, ::2]
    assert values(samples_from(data)) == [0, 2, 4, 6, 8, 10]


def test_nested_lists_and_arrays_of_the_standard_library_are_taken() -> None:
    assert samples_from([[1, 2], [3, 4]]).shape == (2, 2)
    assert values(samples_from(array("d", [1.5, 2.5]))) == [1.5, 2.5]


def test_slices_and_gathered_rows_hold_the_right_samples() -> None:
    samples = samples_from(np.arange(10, dtype="uint8").reshape(5, 2))
    assert values(samples.slice(1, 3)) == [2, 3, 4, 5]
    assert values(samples.gather([4, 0])) == [8, 9, 0, 1]
    assert values(samples.slice(1, 5).gather([0, 3])) == [2, 3, 8, 9]


def test_ragged_rows_are_named() -> None:
    with pytest.raises(ShapeError, match=r"x: Row 1 has 1 value, row 0 has 2"):
        samples_from([[1, 2], [3]])


@pytest.mark.parametrize("empty", [[], np.zeros((0, 3))])
def test_no_samples_is_said(empty: Any) -> None:
    with pytest.raises(ShapeError, match="x"):
        samples_from(empty)


def test_text_and_none_are_refused() -> None:
    with pytest.raises(DtypeError, match=r"y: .*text"):
        samples_from(["cat", "dog"], "y")
    with pytest.raises(DtypeError, match="None"):
        samples_from([1.0, None])


def test_different_lengths_are_said_in_numbers() -> None:
    with pytest.raises(ShapeError, match="x has 8 samples, but y has 5 labels"):
        batch_from(np.zeros((8, 3)), np.zeros(5), None, Nesting(1, 1))


def test_rows_given_as_a_list_of_arrays_are_stacked() -> None:
    batch = batch_from([np.zeros(3), np.ones(3)], None, None, Nesting(1, 1))
    assert batch.x.shape == (2, 3)


def test_a_list_of_arrays_is_several_inputs_where_a_model_takes_them() -> None:
    batch = batch_from([np.zeros((4, 3)), np.ones((4, 2))], None, None, Nesting())
    assert [part.shape for part in batch.x] == [(4, 3), (4, 2)]


def test_validation_takes_the_tail() -> None:
    x = np.arange(10.0)
    (training, _, _), (validation, _, _) = split_tail(x, x, None, 0.2, Nesting(1, 1))
    assert values(training) == list(range(8))
    assert values(validation) == [8, 9]


def test_a_split_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ArgumentError, match="leaves no sample to train with"):
        split_tail([1.0], [1.0], None, 0.5, Nesting(1, 1))
    with pytest.raises(ArgumentError, match="between 0 and 1"):
        split_tail([1.0], [1.0], None, 1.5, Nesting(1, 1))


def test_weights_of_classes_become_weights_of_samples() -> None:
    batch = batch_from([[0.0]] * 3, [0, 1, 1], [1.0, 1.0, 0.5], Nesting(1, 1), {1: 4.0})
    assert values(batch.sample_weight) == [1.0, 4.0, 2.0]


def test_weights_of_classes_work_for_one_hot_rows() -> None:
    batch = batch_from([[0.0]] * 2, [[1, 0], [0, 1]], None, Nesting(1, 1), {0: 3.0})
    assert values(batch.sample_weight) == [3.0, 1.0]


def test_the_last_batch_may_be_smaller() -> None:
    source = ArraySource(Batch(samples_from(np.arange(5.0))), 2)
    assert source.steps == 3
    assert [values(batch.x) for batch in source.batches()] == [[0, 1], [2, 3], [4]]


def generator() -> Iterator[Any]:
    for index in range(3):
        yield [[float(index)]], [[0.0]]


def test_generators_and_lists_of_batches_are_streams() -> None:
    assert is_stream(generator())
    assert is_stream([([[1.0]], [[2.0]]), ([[1.0]], [[2.0]])])
    assert not is_stream([[1.0, 2.0]])
    assert not is_stream(np.zeros(3))
    assert not is_stream([(1.0, 2.0), (3.0, 4.0)])


def test_a_list_of_batches_is_read_again_in_each_epoch() -> None:
    batches = [([[1.0]], [[2.0]]), ([[3.0]], [[4.0]])]
    source = StreamSource(batches, None, lambda x, y, w: batch_from(x, y, w, Nesting(1, 1)))
    assert source.steps == 2
    for _ in range(2):
        assert [values(batch.x) for batch in source.batches()] == [[1.0], [3.0]]


def test_an_endless_generator_goes_on_where_it_was() -> None:
    def count() -> Iterator[Any]:
        number = 0.0
        while True:
            yield [[number]]
            number += 1

    source = StreamSource(count(), 2, lambda x, y, w: batch_from(x, y, w, Nesting(1, 1)))
    assert [values(batch.x) for batch in source.batches()] == [[0.0], [1.0]]
    assert [values(batch.x) for batch in source.batches()] == [[2.0], [3.0]]


def test_nestings_are_taken_apart_and_put_together() -> None:
    nested = {"b": [1, 2], "a": (3, None)}
    assert flatten(nested) == [3, 1, 2]
    assert pack(structure_of(nested), [30, 10, 20]) == {"b": [10, 20], "a": (30, None)}
