"""Layers that learn from data before training: numbers, classes, words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from p_vision import layers, ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.preprocessing.stable_hash import fingerprint, keyed_hash


def test_normalization_adapts_to_arrays_and_to_batches() -> None:
    x = np.random.default_rng(1).normal(3.0, 2.0, size=(50, 4)).astype("float32")
    whole, parts = layers.Normalization(), layers.Normalization()
    whole.adapt(x)
    parts.adapt(x[start : start + 7] for start in range(0, 50, 7))
    for layer in (whole, parts):
        assert np.allclose(layer.mean.numpy()[0], x.mean(0), atol=1e-5)
        assert np.allclose(layer.variance.numpy()[0], x.var(0), atol=1e-5)
        found = layer(x).numpy()
        assert np.allclose(found.mean(0), 0, atol=1e-5)
        assert np.allclose(found.std(0), 1, atol=1e-4)
    back = layers.Normalization(mean=x.mean(0), variance=x.var(0), invert=True)
    assert np.allclose(back(whole(x)).numpy(), x, atol=1e-4)


def test_normalization_of_everything_has_one_mean() -> None:
    layer = layers.Normalization(axis=None)
    layer.adapt(np.array([[1.0, 2.0], [3.0, 6.0]], "float32"))
    assert layer.mean.numpy().reshape(-1).tolist() == [3.0]
    assert [weight.name for weight in layer.weights] == ["mean", "variance", "count"]


def test_normalization_that_adapted_is_used_in_a_model() -> None:
    layer = layers.Normalization()
    layer.adapt([[1.0], [3.0]])
    inputs = layers.Input(shape=(1,))
    assert layer(inputs).shape == (None, 1)
    again = layers.deserialize(layers.serialize(layer))
    again.set_weights(layer.get_weights())
    assert again([[3.0]]).tolist() == [[1.0]]


def test_discretization_adapts_to_bins_of_equally_many_values() -> None:
    layer = layers.Discretization(num_bins=4, epsilon=0.01)
    x = np.random.default_rng(1).uniform(size=1000).astype("float32")
    layer.adapt(x)
    assert np.allclose(layer.bin_boundaries, [0.25, 0.5, 0.75], atol=0.05)
    counts = np.bincount(layer(x).numpy(), minlength=4)
    assert (abs(counts - 250) < 40).all()
    again = layers.deserialize(layers.serialize(layer))
    assert again.bin_boundaries == layer.bin_boundaries
    layer.adapt([x[:500], x[500:]])
    assert np.allclose(layer.bin_boundaries, [0.25, 0.5, 0.75], atol=0.05)


def test_string_lookup_goes_there_and_back() -> None:
    layer = layers.StringLookup()
    layer.adapt([["a", "c"], ["d", "c"]])
    assert layer.get_vocabulary() == ["[UNK]", "c", "d", "a"]
    places = layer([["a", "z"], ["c", "c"]])
    assert places.tolist() == [[3, 0], [1, 1]]
    back = layers.StringLookup(vocabulary=layer.get_vocabulary(), invert=True)
    assert back(places) == [["a", "[UNK]"], ["c", "c"]]


def test_string_lookup_keeps_places_for_mask_and_unknown() -> None:
    layer = layers.StringLookup(vocabulary=["a", "b"], mask_token="", num_oov_indices=2)
    assert layer(np.array(["", "a", "b"])).tolist() == [0, 3, 4]
    assert int(layer("other").numpy()) in (1, 2)
    assert layer.vocabulary_size() == 5


@pytest.mark.parametrize(
    ("mode", "wanted"),
    [
        ("one_hot", [[0, 1, 0], [0, 0, 1]]),
        ("multi_hot", [0, 1, 1]),
        ("count", [0, 1, 1]),
    ],
)
def test_string_lookup_writes_rows(mode: str, wanted: Any) -> None:
    layer = layers.StringLookup(vocabulary=["a", "b"], output_mode=mode)
    assert layer(["a", "b"]).tolist() == wanted


def test_tf_idf_weighs_rare_words_more() -> None:
    layer = layers.TextVectorization(output_mode="tf_idf")
    layer.adapt(["the sun", "the moon", "the the star"])
    vocabulary = layer.get_vocabulary()
    row = layer(["the sun sun"]).numpy()[0]
    assert row.shape == (len(vocabulary),)
    the, sun = (vocabulary.index(word) for word in ("the", "sun"))
    assert row[the] == pytest.approx(np.log(1 + 3 / 4))
    assert row[sun] == pytest.approx(2 * np.log(1 + 3 / 2))


def test_integer_lookup_learns_numbers() -> None:
    layer = layers.IntegerLookup(max_tokens=3)
    layer.adapt(np.array([7, 7, 5, 5, 5, 3]))
    assert layer.get_vocabulary() == [-1, 5, 7]
    assert layer(np.array([[3, 5, 7]])).tolist() == [[0, 1, 2]]


def test_text_vectorization_cuts_pads_and_counts() -> None:
    layer = layers.TextVectorization(max_tokens=5, output_sequence_length=4)
    layer.adapt(["Foo bar, foo!", "bar BAZ foo"])
    assert layer.get_vocabulary() == ["", "[UNK]", "foo", "bar", "baz"]
    assert layer(["foo qux baz bar foo", "bar"]).tolist() == [[2, 1, 4, 3], [3, 0, 0, 0]]
    assert layer([["foo"]]).tolist() == [[2, 0, 0, 0]]
    again = layers.deserialize(layers.serialize(layer))
    assert again(["foo qux"]).tolist() == [[2, 1, 0, 0]]


def test_text_vectorization_takes_characters_functions_and_ngrams() -> None:
    letters = layers.TextVectorization(split="character", vocabulary=["a", "b"])
    assert letters(["abz"]).tolist() == [[2, 3, 1]]
    own = layers.TextVectorization(
        standardize=lambda text: text.replace("-", " "), split=str.split, vocabulary=["x", "y"]
    )
    assert own(["x-y"]).tolist() == [[2, 3]]
    pairs = layers.TextVectorization(ngrams=2, vocabulary=["a", "b", "a b"])
    assert pairs(["a b"]).tolist() == [[2, 3, 4]]
    counts = layers.TextVectorization(output_mode="count", vocabulary=["a", "b"])
    assert counts(["a a c", ""]).tolist() == [[1, 2, 0], [0, 0, 0]]


def test_hashing_puts_words_where_keras_does() -> None:
    letters = [["A"], ["B"], ["C"], ["D"], ["E"]]
    assert layers.Hashing(3)(letters).tolist() == [[1], [0], [1], [1], [2]]
    assert layers.Hashing(3, salt=[133, 137])(letters).tolist() == [[1], [2], [1], [0], [2]]
    assert layers.Hashing(3, salt=133)(letters).tolist() == [[0], [0], [2], [1], [0]]
    masked = layers.Hashing(3, mask_value="")
    assert masked([["A"], ["B"], [""], ["C"], ["D"]]).tolist() == [[1], [1], [0], [2], [2]]
    rows = layers.Hashing(3, output_mode="one_hot")(np.array(["A", "E"]))
    assert rows.tolist() == [[0, 1, 0], [0, 0, 1]]
    assert layers.Hashing(5)([[12, 13]]).shape == (1, 2)


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (20, 8233088228747857348),
        (50, 4607997358663321893),
        (64, 6916188127298655160),
        (65, 4935023790501551929),
        (130, 15322557606825096686),
    ],
)
def test_fingerprints_of_long_texts_are_farmhash_s(count: int, wanted: int) -> None:
    assert fingerprint(b"x" * count) == wanted


def test_keyed_hash_gives_the_value_of_its_paper() -> None:
    key, other = 0x0706050403020100, 0x0F0E0D0C0B0A0908
    assert keyed_hash(bytes(range(15)), key, other) == 0xA129CA6149BE45E5


def test_resizing_keeps_whole_numbers_whole() -> None:
    image = np.array([[[0], [255]]], "uint8")
    found = layers.Resizing(1, 4)(image)
    assert found.dtype == "int32"
    assert found.tolist() == [[[0], [64], [191], [255]]]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.Normalization(mean=1.0), "both mean and variance"),
        (lambda: layers.Normalization(mean=1.0, variance=1.0).adapt([[1.0]]), "nothing to adapt"),
        (lambda: layers.CategoryEncoding(), "needs num_tokens"),
        (lambda: layers.CategoryEncoding(3, output_mode="hot"), "output_mode is one of"),
        (lambda: layers.Discretization(), "either bin_boundaries or num_bins"),
        (lambda: layers.Discretization(num_bins=3)([1.0]), r"call adapt\(data\) first"),
        (lambda: layers.Discretization(bin_boundaries=[2.0, 1.0]), "must rise"),
        (lambda: layers.Hashing(0), "num_bins must be a whole number above 0"),
        (lambda: layers.Hashing(3, salt="a"), "salt must be one or two whole numbers"),
        (lambda: layers.StringLookup()(["a"]), r"call adapt\(data\) first"),
        (lambda: layers.StringLookup(vocabulary=["a", "a"]), "'a' more than once"),
        (lambda: layers.StringLookup(vocabulary=["a"], num_oov_indices=0)(["b"]), "no place for"),
        (lambda: layers.TextVectorization()(["a"]), r"call adapt\(texts\) first"),
        (lambda: layers.TextVectorization(split="words"), "split is 'whitespace'"),
        (lambda: layers.TextVectorization(vocabulary=["a"])([3]), "takes texts"),
        (
            lambda: layers.TextVectorization(vocabulary=["a"])(layers.Input(shape=(1,))),
            "start the model with the numbers",
        ),
        (lambda: layers.Resizing(0, 2), "height must be a whole number above 0"),
        (lambda: layers.CenterCrop(2, 2)(ops.ones((3, 3))), "takes images"),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises((ArgumentError, ShapeError), match=message):
        make()
