"""Norms, noise and merging: what happens while training, masks, and mistakes."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from p_vision import layers, ops
from p_vision.errors import PVisionError


def test_spectral_norm_brings_the_largest_singular_value_to_one() -> None:
    inner = layers.Dense(4, kernel_initializer="random_normal")
    layer = layers.SpectralNormalization(inner, power_iterations=30)
    x = np.random.default_rng(1).normal(size=(2, 6)).astype("float32")
    before = layer(x).numpy()
    kernel = inner.kernel.numpy()
    layer(x, training=True)
    sizes = np.linalg.svd(inner.kernel.numpy(), compute_uv=False)
    assert sizes[0] == pytest.approx(1.0, abs=1e-3)
    assert np.allclose(inner.kernel.numpy(), kernel / np.linalg.svd(kernel)[1][0], atol=1e-3)
    assert (before != layer(x).numpy()).any()
    assert [weight.name for weight in layer.non_trainable_weights] == ["vector_u"]


@pytest.mark.parametrize(
    "layer",
    [layers.GaussianNoise(0.5, seed=1), layers.GaussianDropout(0.3), layers.AlphaDropout(0.3)],
    ids=lambda layer: layer.name,
)
def test_noise_keeps_mean_and_is_there_only_while_training(layer: Any) -> None:
    x = np.random.default_rng(1).normal(size=(200, 100)).astype("float32")
    found = layer(x, training=True).numpy()
    assert (found != x).any()
    assert found.mean() == pytest.approx(0.0, abs=0.03)
    assert (layer(x).numpy() == x).all()


def test_alpha_dropout_keeps_the_variance() -> None:
    x = np.random.default_rng(1).normal(size=(300, 100)).astype("float32")
    found = layers.AlphaDropout(0.4, seed=1)(x, training=True).numpy()
    assert found.std() == pytest.approx(1.0, abs=0.02)


def test_spatial_dropout_drops_channels_of_volumes() -> None:
    x = np.ones((4, 2, 2, 2, 16), "float32")
    found = layers.SpatialDropout3D(0.5, seed=1)(x, training=True).numpy()
    assert (found == found[:, :1, :1, :1]).all()
    assert set(np.unique(found)) == {0.0, 2.0}


def test_activity_regularization_adds_its_penalty() -> None:
    layer = layers.ActivityRegularization(l1=0.5)
    layer([[1.0, -3.0]])
    assert float(layer.losses[0]) == pytest.approx(2.0)


def test_lambda_hands_on_mask_and_training() -> None:
    layer = layers.Lambda(lambda x, training, k: x * k if training else x, arguments={"k": 3})
    assert layer([[1.0]], training=True).tolist() == [[3.0]]
    assert layer([[1.0]]).tolist() == [[1.0]]


def test_embedding_starts_with_given_weights() -> None:
    table = np.arange(6, dtype="float32").reshape(3, 2)
    assert layers.Embedding(3, 2, weights=[table])([[2]]).tolist() == [[[4.0, 5.0]]]


def test_masks_flow_from_embedding_to_the_layers_behind() -> None:
    x = np.array([[1, 2, 0, 0], [3, 4, 5, 6]], "int32")
    vectors = layers.Embedding(7, 3, mask_zero=True)(x)
    found = layers.LSTM(2, name="mine")
    assert np.allclose(found(vectors).numpy()[0], found(vectors[:1, :2]).numpy()[0], atol=1e-6)
    mean = layers.GlobalAveragePooling1D()(vectors).numpy()
    assert np.allclose(mean[0], vectors.numpy()[0, :2].mean(0), atol=1e-6)


def test_attention_takes_the_masks_that_flow() -> None:
    x = np.array([[1, 2, 3, 0, 0]], "int32")
    embedding = layers.Embedding(7, 4, mask_zero=True)
    layer = layers.MultiHeadAttention(2, 3)
    long, short = embedding(x), embedding(x[:, :3])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = layer(long, long).numpy()
    assert np.allclose(found[:, :3], layer(short, short).numpy(), atol=1e-5)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.Add()(ops.ones((2, 2))), "joins a list of at least two inputs"),
        (lambda: layers.Add()([ops.ones((2, 2)), ops.ones((2, 3))]), "the shapes must fit"),
        (lambda: layers.Subtract()([ops.ones((2, 2))] * 3), "takes 2 inputs, not 3"),
        (lambda: layers.Concatenate()(ops.ones((2, 2))), "joins a list of inputs"),
        (lambda: layers.Dot(1)([ops.ones((2, 2)), ops.ones((2, 3))]), "differ in size"),
        (lambda: layers.GroupNormalization(3)(ops.ones((2, 4))), "cannot be split into 3"),
        (lambda: layers.GroupNormalization(0), "groups must be above 0, or -1"),
        (lambda: layers.LayerNormalization(axis=3)(ops.ones((2, 4))), "works on axis 3"),
        (lambda: layers.BatchNormalization(renorm=True), "renorm=.* is not available"),
        (lambda: layers.Dense(2, lora_rank=2), "lora_rank=.* is not available"),
        (lambda: layers.Embedding(3, 2)(np.array([5])), "for the numbers 0 to 2"),
        (lambda: layers.Embedding(0, 2), "input_dim must be a whole number above 0"),
        (lambda: layers.SpectralNormalization(layers.ReLU())(ops.ones((2, 2))), "with a kernel"),
        (lambda: layers.SpectralNormalization(layers.Dense), r"write Dense\(...\)"),
        (lambda: layers.Lambda(3), "takes a function"),
        (lambda: layers.EinsumDense("ab->ac", 3), "cannot read the equation"),
        (lambda: layers.EinsumDense("ab,bc->ac", 3)(ops.ones((2, 3, 4))), "takes inputs with 2"),
        (lambda: layers.EinsumDense("ab,bc->ac", 3, bias_axes="z"), "names 'z'"),
        (lambda: layers.Conv2D(4, 3, strides=2, dilation_rate=2), "cannot both be above 1"),
        (lambda: layers.RepeatVector(0), "n must be a whole number above 0"),
        (lambda: layers.GaussianDropout(1.0), "rate must be from 0 to below 1"),
        (lambda: layers.MultiHeadAttention(0, 2), "num_heads must be a whole number above 0"),
        (
            lambda: layers.MultiHeadAttention(2, 2)(ops.ones((2, 3)), ops.ones((2, 3))),
            r"\(batch, steps, features\)",
        ),
        (lambda: layers.Attention()(ops.ones((2, 3, 4))), r"list \[query, value\]"),
        (lambda: layers.Attention(score_mode="sum"), "score_mode is 'dot' or 'concat'"),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises(PVisionError, match=message):
        make()
