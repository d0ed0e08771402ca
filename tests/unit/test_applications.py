"""Applications: sizes, one step of training, and what is said where weights are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from p_vision import applications, layers
from p_vision.errors import ArgumentError, MissingNameError, ShapeError

#: name: all parameters, those that are trained (1000 classes), of networks Keras does not have;
#: the others are compared with Keras in tests/parity/test_keras_applications.py
SIZES = {
    "AlexNet": (61_100_840, 61_100_840),
    "GoogLeNet": (6_639_464, 6_624_904),
    "RegNetX16GF": (54_389_704, 54_278_536),
    "RegNetY400MF": (4_371_296, 4_344_144),
    "ResNet18": (11_699_112, 11_689_512),
    "SqueezeNet": (1_235_496, 1_235_496),
}
#: The smallest picture of each; those of 32 are not named.
SIDES = {
    "AlexNet": 63,
    "InceptionResNetV2": 75,
    "InceptionV3": 75,
    "SqueezeNet": 64,
    "Xception": 71,
}
#: One of each family.
TRAINED = (
    "AlexNet",
    "ConvNeXtTiny",
    "DenseNet121",
    "EfficientNetB0",
    "EfficientNetV2B0",
    "GoogLeNet",
    "InceptionResNetV2",
    "InceptionV3",
    "MobileNet",
    "MobileNetV2",
    "MobileNetV3Large",
    "MobileNetV3Small",
    "NASNetMobile",
    "RegNetY400MF",
    "ResNet18",
    "ResNet50",
    "ResNet50V2",
    "SqueezeNet",
    "VGG16",
    "Xception",
)


@pytest.mark.parametrize("name", SIZES)
def test_it_has_as_many_parameters_as_published(name: str) -> None:
    model = getattr(applications, name)(weights=None)
    trained = sum(weight.size for weight in model.trainable_weights)
    assert (model.count_params(), trained) == SIZES[name]


def test_vgg16_and_the_old_squeezenet() -> None:
    assert applications.VGG16(weights=None, include_top=False).count_params() == 14_714_688
    assert applications.SqueezeNet(version="1.0").count_params() == 1_248_424


@pytest.mark.parametrize("name", TRAINED)
def test_it_predicts_and_trains(name: str) -> None:
    side = SIDES.get(name, 32)
    options: dict[str, Any] = {"weights": None, "input_shape": (side, side, 3)}
    if name in ("AlexNet", "VGG16"):
        features = getattr(applications, name)(include_top=False, pooling="avg", **options)
        x = layers.Dense(3, activation="softmax")(features.output)
        model = type(features)(features.input, x)
    else:
        model = getattr(applications, name)(classes=3, **options)
    x = np.random.default_rng(0).random((2, side, side, 3)).astype("float32")
    predicted = model.predict(x, verbose=0)
    assert predicted.shape == (2, 3)
    np.testing.assert_allclose(predicted.sum(-1), 1, rtol=1e-4)
    model.compile("sgd", "sparse_categorical_crossentropy")
    before = [weight.numpy().copy() for weight in model.trainable_weights[-2:]]
    loss = model.train_on_batch(x, np.array([0, 2]))
    assert np.isfinite(loss)
    after = [weight.numpy() for weight in model.trainable_weights[-2:]]
    assert any((a != b).any() for a, b in zip(before, after, strict=True))


def test_weights_of_the_net_are_not_here() -> None:
    with pytest.raises(ArgumentError) as raised:
        applications.MobileNetV2()
    assert str(raised.value) == (
        "There are no ImageNet weights here to download: MobileNetV2(weights=None) starts anew, "
        "weights='file.weights.h5' takes a file that Keras wrote "
        "(MobileNetV2().save_weights('file.weights.h5'))."
    )
    with pytest.raises(ArgumentError, match=r"There is no file 'nowhere.weights.h5'"):
        applications.ResNet18(weights="nowhere.weights.h5")


def test_weights_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "small.weights.h5"
    options: dict[str, Any] = {"input_shape": (32, 32, 3), "classes": 2}
    first = applications.SqueezeNet(**options)
    first.save_weights(path)
    again = applications.SqueezeNet(weights=str(path), **options)
    for a, b in zip(first.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_what_does_not_fit() -> None:
    with pytest.raises(ShapeError, match="InceptionV3 needs pictures of at least 75x75"):
        applications.InceptionV3(weights=None, input_shape=(32, 32, 3))
    with pytest.raises(ShapeError, match=r"input_shape=\(height, width, channels\)"):
        applications.ResNet50(weights=None, input_shape=(32, 32))  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="There is no pooling 'mean'"):
        applications.ResNet18(include_top=False, pooling="mean")
    with pytest.raises(MissingNameError, match="Did you mean 'vgg19'"):
        getattr(applications, "VGG91")  # noqa: B009


@pytest.mark.parametrize(
    ("module", "wanted"),
    [
        ("mobilenet_v2", [-1.0, 0.0, 1.0]),
        ("inception_v3", [-1.0, 0.0, 1.0]),
        ("efficientnet", [0.0, 127.5, 255.0]),
        ("xception", [-1.0, 0.0, 1.0]),
        ("convnext", [0.0, 127.5, 255.0]),
        ("vgg19", [151.061, 10.721, -123.68]),
        ("resnet50", [151.061, 10.721, -123.68]),
        ("densenet", [-2.1179, 0.1964, 2.64]),
    ],
)
def test_pictures_are_scaled_as_by_keras(module: str, wanted: list[float]) -> None:
    x = np.array([[[[0.0, 127.5, 255.0]]]], dtype="float32")
    found = getattr(applications, module).preprocess_input(x)
    np.testing.assert_allclose(np.asarray(found).reshape(-1), wanted, rtol=1e-3)


def test_frozen_features_are_kept() -> None:
    features = applications.MobileNetV2(
        weights=None, include_top=False, input_shape=(32, 32, 3), pooling="avg", alpha=0.35
    )
    features.trainable = False
    kept = features.get_weights()
    x = layers.Dense(2, activation="softmax")(features.output)
    model = type(features)(features.input, x)
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(np.random.default_rng(0).random((4, 32, 32, 3)), [0, 1, 0, 1], verbose=0)
    for a, b in zip(kept, features.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
