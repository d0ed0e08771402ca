"""What every layer does besides computing: names, weights, building, printing, errors."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from p_vision import layers, ops, random, tracing
from p_vision.errors import ArgumentError, ShapeError, UnknownNameError
from p_vision.naming import reset_names
from p_vision.variable import Variable


@pytest.fixture(autouse=True)
def _fresh_names() -> None:
    reset_names()


def _names(variables: list[Any]) -> list[str]:
    return [variable.path for variable in variables]


def test_names_are_counted_per_class() -> None:
    assert [layer.name for layer in (layers.Dense(1), layers.Dense(1), layers.Conv2D(1, 1))] == [
        "dense",
        "dense_1",
        "conv2d",
    ]
    assert layers.MaxPooling2D().name == "max_pooling2d"
    assert layers.Dense(1, name="mine").name == "mine"


def test_layer_has_no_weights_before_it_is_called() -> None:
    layer = layers.Dense(3)
    assert layer.weights == []
    assert not layer.built
    layer(np.ones((2, 4), "float32"))
    assert layer.built
    assert _names(layer.weights) == ["dense/kernel", "dense/bias"]
    assert layer.count_params() == 15


def test_build_takes_a_shape() -> None:
    layer = layers.Dense(3)
    layer.build((None, 4))
    assert layer.built
    assert layer.input_shape == (None, 4)
    assert layer.output_shape == (None, 3)


def test_weights_come_with_trainable_ones_first() -> None:
    class Odd(layers.Layer):
        def build(self, input_shape: Any) -> None:
            self.count = self.add_weight(name="count", initializer="zeros", trainable=False)
            self.scale = self.add_weight(name="scale", initializer="ones")

        def call(self, x: Any) -> Any:
            return x * self.scale

    layer = Odd()
    layer([[1.0]])
    assert _names(layer.weights) == ["odd/scale", "odd/count"]


def test_layers_and_variables_in_attributes_lists_and_dicts_are_found() -> None:
    class Block(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.parts = [layers.Dense(2), layers.Dense(3)]
            self.table = {"last": layers.Dense(1)}
            self.factor = Variable(2.0, name="factor")
            self.seeds = random.SeedGenerator(1)

        def call(self, x: Any) -> Any:
            for part in self.parts:
                x = part(x)
            return self.table["last"](x) * self.factor

    block = Block()
    assert block([[1.0, 2.0]]).shape == (1, 1)
    assert len(block.weights) == 7
    assert len(block.variables) == 8
    assert "block/dense/kernel" in _names(block.weights)
    block.parts.append(layers.Dense(5))
    assert len(block._layers) == 4


def test_trainable_reaches_the_layers_inside() -> None:
    class Block(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.dense = layers.Dense(2)
            self.norm = layers.BatchNormalization()

        def call(self, x: Any, training: bool = False) -> Any:
            return self.norm(self.dense(x), training=training)

    block = Block()
    block([[1.0, 2.0]])
    assert len(block.trainable_weights) == 4
    assert len(block.non_trainable_weights) == 2
    block.trainable = False
    assert block.trainable_weights == []
    assert len(block.non_trainable_weights) == 6
    assert not block.dense.trainable
    block.trainable = True
    assert len(block.trainable_weights) == 4
    block.dense.trainable = False
    assert len(block.trainable_weights) == 2


def test_training_is_handed_down_to_layers_inside() -> None:
    class Block(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.dropout = layers.Dropout(0.9, seed=1)

        def call(self, x: Any) -> Any:
            return self.dropout(x)

    x = np.ones((4, 50), "float32")
    block = Block()
    assert (block(x).numpy() == 1).all()
    assert (block(x, training=True).numpy() == 0).mean() > 0.5
    assert (block(x).numpy() == 1).all()


def test_dropout_keeps_the_mean_and_changes_its_pattern() -> None:
    layer = layers.Dropout(0.25, seed=3)
    x = np.ones((100, 100), "float32")
    first, second = layer(x, training=True).numpy(), layer(x, training=True).numpy()
    assert first.mean() == pytest.approx(1.0, abs=0.03)
    assert np.unique(first).tolist() == pytest.approx([0.0, 4 / 3])
    assert (first != second).any()
    again = layers.Dropout(0.25, seed=3)(x, training=True).numpy()
    assert (first == again).all()


def test_spatial_dropout_drops_whole_channels() -> None:
    x = np.ones((8, 4, 4, 16), "float32")
    found = layers.SpatialDropout2D(0.5, seed=1)(x, training=True).numpy()
    assert (found == found[:, :1, :1]).all()


def test_losses_hold_penalties_of_weights_activity_and_add_loss() -> None:
    class Costly(layers.Layer):
        def call(self, x: Any) -> Any:
            self.add_loss(ops.sum(x))
            return x

    dense = layers.Dense(2, kernel_initializer="ones", kernel_regularizer="l2")
    dense([[1.0, 1.0]])
    assert [round(float(loss), 4) for loss in dense.losses] == [0.04]
    costly = Costly(activity_regularizer="l1")
    costly([[1.0, 2.0]])
    costly([[1.0, 3.0]])
    assert [round(float(loss), 4) for loss in costly.losses] == [4.0, 0.04]


def test_get_and_set_weights() -> None:
    layer = layers.Dense(2)
    layer.build((None, 3))
    kernel, bias = np.arange(6, dtype="float32").reshape(3, 2), np.ones(2, "float32")
    layer.set_weights([kernel, bias])
    assert (layer.get_weights()[0] == kernel).all()
    with pytest.raises(ShapeError, match="has 2 weights, but 1"):
        layer.set_weights([kernel])
    with pytest.raises(ShapeError, match=r"dense/kernel.*\(3, 2\).*\(2, 3\)"):
        layer.set_weights([kernel.T, bias])


def test_layer_is_printable() -> None:
    layer = layers.Dense(8, activation="relu")
    assert repr(layer) == (
        "<Dense name='dense', units=8, activation='relu', not built yet, trainable>"
    )
    layer.build((None, 16))
    layer.trainable = False
    assert repr(layer) == (
        "<Dense name='dense', units=8, activation='relu', input=(None, 16), "
        "output=(None, 8), params=136, frozen>"
    )
    assert "filters=4, kernel_size=(3, 3)" in str(layers.Conv2D(4, 3))


def test_symbolic_call_builds_with_an_unknown_batch() -> None:
    x = layers.Input(shape=(16,))
    layer = layers.Dense(8)
    y = layer(x)
    assert isinstance(y, tracing.KerasTensor)
    assert y.shape == (None, 8)
    assert layer.input_shape == (None, 16)
    assert layer.output is y


def test_wrong_number_of_features_names_both_shapes() -> None:
    layer = layers.Dense(2)
    layer.build((None, 3))
    with pytest.raises(ShapeError, match=r"Dense 'dense' was built.*3 values.*\(8, 4\)"):
        layer(np.ones((8, 4), "float32"))


def test_single_sample_gets_a_hint() -> None:
    with pytest.raises(ShapeError, match=r"x\[None\]"):
        layers.Dense(2)(np.ones(3, "float32"))


def test_image_without_channels_gets_a_hint() -> None:
    with pytest.raises(ShapeError, match=r"Input\(shape=\(28, 28, 1\)\)"):
        layers.Conv2D(2, 3)(np.ones((2, 28, 28), "float32"))


def test_channels_first_images_get_a_hint() -> None:
    layer = layers.Conv2D(2, 3)
    layer.build((None, 28, 28, 1))
    with pytest.raises(ShapeError, match="moveaxis"):
        layer(np.ones((2, 1, 28, 28), "float32"))


def test_image_smaller_than_the_window_gets_a_hint() -> None:
    with pytest.raises(ShapeError, match=r"At 'max_pooling2d' the image is 1x1.*2x2"):
        layers.MaxPooling2D()(np.ones((1, 1, 1, 2), "float32"))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.Dense(8, activaton="relu"), "'activaton'. Did you mean 'activation'"),
        (lambda: layers.Dense(8, activation="rellu"), "'rellu'. Did you mean 'relu'"),
        (lambda: layers.Dense(8, kernel_initializer="he_norml"), "Did you mean 'he_normal'"),
        (lambda: layers.Dense(0), "units must be a whole number above 0"),
        (lambda: layers.Conv2D(8, (3, 3, 3)), "kernel_size must be one whole number or 2"),
        (lambda: layers.Conv2D(8, 3, padding="sam"), "padding is 'valid' or 'same'"),
        (lambda: layers.Dropout(20), "rate must be between 0 and 1"),
        (lambda: layers.Input(), "Input needs the shape"),
        (lambda: layers.Input(shape=3), r"write shape=\(3,\)"),
        (lambda: layers.Reshape((2, 2))([[1.0, 2.0]]), "cannot make"),
    ],
)
def test_mistakes_are_explained(make: Any, message: str) -> None:
    with pytest.raises((ArgumentError, ShapeError, UnknownNameError), match=message):
        make()


def test_custom_layer_keeps_its_arguments_by_itself() -> None:
    class Scale(layers.Layer):
        def __init__(self, factor: float = 2.0, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.scaled = factor

        def call(self, x: Any) -> Any:
            return x * self.scaled

    layer = Scale(factor=3.0, name="mine")
    config = layers.serialize(layer)
    assert config["config"]["factor"] == 3.0
    again = layers.deserialize(config)
    assert again.name == "mine"
    assert again([[1.0]]).tolist() == [[3.0]]


def test_embedding_masks_zero_when_asked() -> None:
    layer = layers.Embedding(5, 2, mask_zero=True)
    assert layer.compute_mask(ops.convert_to_tensor([[0, 3]])).tolist() == [[False, True]]


def test_layers_take_lists_and_whole_numbers() -> None:
    assert layers.Dense(2)([[1, 2, 3]]).dtype == "float32"
    assert layers.Rescaling(1 / 255)(np.array([[255]], "uint8")).tolist() == [[1.0]]


def test_moving_statistics_follow_the_batches() -> None:
    layer = layers.BatchNormalization(momentum=0.5)
    x = np.array([[0.0], [4.0]], "float32")
    layer(x, training=True)
    assert layer.moving_mean.tolist() == pytest.approx([1.0])
    assert layer.moving_variance.tolist() == pytest.approx([2.5])
    layer(x)
    assert layer.moving_mean.tolist() == pytest.approx([1.0])


def test_layers_of_sequences_are_loaded_when_they_are_used() -> None:
    code = (
        "import sys, p_vision\n"
        "assert not [name for name in sys.modules if 'layers.recurrent' in name]\n"
        "layer = p_vision.layers.deserialize({'class_name': 'LSTM', 'config': {'units': 2}})\n"
        "print(layer.units, 'GRU' in dir(p_vision.layers))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "2 True"


def test_every_name_is_there_and_others_are_explained() -> None:
    for name in layers.__all__:
        assert getattr(layers, name) is not None
    with pytest.raises(AttributeError, match="Did you mean 'LSTM'"):
        _ = layers.LSTMM  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="'Pipeline': use Sequential"):
        _ = layers.Pipeline  # type: ignore[attr-defined]
