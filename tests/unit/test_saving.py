"""Files of models and weights: what is kept, and what is said when they do not fit."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import Input, Model, Sequential, layers, models, ops, saving, utils
from p_vision.errors import ArgumentError, ShapeError
from p_vision.saving.safetensors import read_safetensors, write_safetensors

X = np.linspace(-1, 1, 12, dtype="float32").reshape(4, 3)
Y = X.sum(axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def _fresh_names() -> None:
    utils.clear_session()


def _row(units: int = 4) -> Sequential:
    return Sequential([Input((3,)), layers.Dense(units, name="hidden"), layers.Dense(1)])


def test_training_goes_on_from_a_file(tmp_path: Path) -> None:
    model = _row()
    model.compile(p_vision.optimizers.Adam(0.05), "mse", metrics=["mae"])
    model.fit(X, Y, epochs=2, verbose=0)
    model.save(tmp_path / "a.keras")
    other = models.load_model(tmp_path / "a.keras")
    assert [layer.name for layer in other.layers] == [layer.name for layer in model.layers]
    for _ in range(2):
        assert other.train_on_batch(X, Y) == pytest.approx(model.train_on_batch(X, Y), rel=1e-6)
    assert int(other.optimizer.iterations) == int(model.optimizer.iterations)


def test_a_file_may_be_opened_without_compiling(tmp_path: Path) -> None:
    model = _row()
    model.compile("adam", "mse")
    model.save(tmp_path / "a.keras")
    assert not models.load_model(tmp_path / "a.keras", compile=False).compiled


def test_models_go_into_open_files() -> None:
    buffer = io.BytesIO()
    model = _row()
    models.save_model(model, buffer)
    buffer.seek(0)
    found = models.load_model(buffer).predict(X, verbose=0)
    np.testing.assert_allclose(found, model.predict(X, verbose=0), rtol=1e-6)


class Scaled(layers.Layer):
    """A layer of one's own, with a function among its arguments."""

    def __init__(self, factor: float, shape_of: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.factor = factor
        self.shape_of = shape_of

    def build(self, input_shape: Any) -> None:
        self.offset = self.add_weight(shape=(input_shape[-1],), name="offset")

    def call(self, x: Any) -> Any:
        return x * self.factor + self.offset

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "factor": self.factor}


class Net(Model):
    """A subclass whose layers lie in attributes, lists and dictionaries."""

    def __init__(self, units: int = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units = units
        self.parts = [layers.Dense(units), Scaled(2.0)]
        self.table = {"last": layers.Dense(1)}

    def call(self, x: Any) -> Any:
        for part in self.parts:
            x = part(x)
        return self.table["last"](x)


def test_classes_of_the_session_are_found_by_themselves(tmp_path: Path) -> None:
    net = Net(units=5)
    net.compile("sgd", "mse")
    net.fit(X, Y, verbose=0)
    net.save(tmp_path / "net.keras")
    other = models.load_model(tmp_path / "net.keras")
    assert isinstance(other, Net)
    assert other.units == 5
    np.testing.assert_allclose(other.predict(X, verbose=0), net.predict(X, verbose=0), rtol=1e-6)


def test_classes_that_are_not_known_are_named(tmp_path: Path) -> None:
    model = Sequential([Input((3,)), Scaled(3.0)])
    text = model.to_json().replace("Scaled", "Stretched").replace(__name__, "elsewhere")
    with pytest.raises(ArgumentError, match=r"custom_objects=\{'Stretched': Stretched\}"):
        models.model_from_json(text)
    found = models.model_from_json(text, custom_objects={"Stretched": Scaled})
    assert found.layers[0].factor == 3.0


def test_registered_names_are_written() -> None:
    @saving.register_keras_serializable(package="Mine")
    class Named(layers.Layer):
        def call(self, x: Any) -> Any:
            return x

    config = saving.serialize_keras_object(Named())
    assert config["registered_name"] == "Mine>Named"
    assert isinstance(saving.deserialize_keras_object(config), Named)
    assert saving.get_registered_object("Mine>Named") is Named


def test_functions_of_the_session_are_found(tmp_path: Path) -> None:
    def twice(y_true: Any, y_pred: Any) -> Any:
        return 2 * ops.mean(ops.abs(y_true - y_pred), axis=-1)

    model = _row()
    model.compile("sgd", loss=twice)
    model.save(tmp_path / "a.keras")
    other = models.load_model(tmp_path / "a.keras", custom_objects={"twice": twice})
    assert other.evaluate(X, Y, verbose=0) == pytest.approx(model.evaluate(X, Y, verbose=0))
    with pytest.raises(ArgumentError, match="function 'twice' is not known"):
        models.load_model(tmp_path / "a.keras")


def test_a_lambda_cannot_be_written() -> None:
    model = Sequential([Input((3,)), layers.Dense(1, activation=lambda x: x)])
    with pytest.raises(ArgumentError, match="give the function a name with def"):
        model.to_json()


@pytest.mark.parametrize("name", ["a.weights.h5", "a.safetensors", "a.keras"])
def test_weights_alone_go_through_each_kind_of_file(name: str, tmp_path: Path) -> None:
    model, other = _row(), _row()
    path = tmp_path / name
    if name.endswith("keras"):
        model.save(path)
    else:
        model.save_weights(path)
    other.load_weights(path)
    for one, two in zip(model.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(one, two)


def test_the_file_is_laid_out_as_keras_does(tmp_path: Path) -> None:
    h5py = pytest.importorskip("h5py")
    model = _row()
    model.compile("adam", "mse")
    model.fit(X, Y, verbose=0)
    model.save(tmp_path / "a.keras")
    with zipfile.ZipFile(tmp_path / "a.keras") as archive:
        assert archive.namelist() == ["metadata.json", "config.json", "model.weights.h5"]
        assert "keras_version" in json.loads(archive.read("metadata.json"))
        with h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
            assert file["layers/dense_1/vars/0"].shape == (4, 1)
            assert file["layers/dense/vars"].attrs["name"] == "hidden"
            assert len(file["optimizer/vars"]) == 10


def test_weights_of_another_shape_are_refused_or_skipped(tmp_path: Path) -> None:
    _row(4).save_weights(tmp_path / "a.weights.h5")
    other = _row(5)
    before = other.get_weights()
    with pytest.raises(ShapeError, match=r"'kernel' of Dense 'hidden' has shape \(3, 5\), but"):
        other.load_weights(tmp_path / "a.weights.h5")
    with pytest.warns(UserWarning, match="left as they are"):
        other.load_weights(tmp_path / "a.weights.h5", skip_mismatch=True)
    np.testing.assert_array_equal(before[0], other.get_weights()[0])


def test_a_layer_that_the_file_lacks_is_named(tmp_path: Path) -> None:
    Sequential([Input((3,)), layers.Dense(1)]).save_weights(tmp_path / "a.weights.h5")
    with pytest.raises(ArgumentError, match=r"nothing for Dense 'dense_2'.*It holds: layers/dense"):
        Sequential([Input((3,)), layers.Dense(1), layers.Dense(2)]).load_weights(
            tmp_path / "a.weights.h5"
        )


def test_wrong_names_and_files_are_told(tmp_path: Path) -> None:
    model = _row()
    with pytest.raises(ArgumentError, match=r"must end with '\.keras'.*write 'a\.keras'"):
        model.save(tmp_path / "a.h5")
    with pytest.raises(ArgumentError, match=r"must end with '\.weights\.h5' or '\.safetensors'"):
        model.save_weights(tmp_path / "a.h5")
    with pytest.raises(ArgumentError, match="There is no file"):
        models.load_model(tmp_path / "none.keras")
    (tmp_path / "text.keras").write_text("hello, world")
    with pytest.raises(ArgumentError, match=r"no '\.keras' file"):
        models.load_model(tmp_path / "text.keras")
    (tmp_path / "text.weights.h5").write_text("hello, world")
    with pytest.raises(ArgumentError, match="no HDF5 file"):
        model.load_weights(tmp_path / "text.weights.h5")
    model.save_weights(tmp_path / "a.weights.h5")
    with pytest.raises(ArgumentError, match="holds weights only"):
        models.load_model(tmp_path / "a.weights.h5")
    with pytest.raises(ArgumentError, match="overwrite is False"):
        model.save_weights(tmp_path / "a.weights.h5", overwrite=False)
    with pytest.raises(ArgumentError, match="no weights to save yet"):
        Sequential([layers.Dense(1)]).save(tmp_path / "b.keras")


def test_safetensors_keep_every_kind_of_number() -> None:
    arrays = {
        "f": np.array([[1.5, -2.0]], "float32"),
        "h": np.array([0.5], "float16"),
        "i": np.array([3, -4], "int32"),
        "b": np.array([True, False]),
        "one": np.array(7.0, "float64"),
    }
    found = read_safetensors(write_safetensors(arrays))
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        np.testing.assert_array_equal(found[name], array)


@pytest.mark.parametrize("data", [b"", b"12345678901234567890", b"\x02" + bytes(7) + b"[]"])
def test_damaged_safetensors_are_told(data: bytes) -> None:
    with pytest.raises(ArgumentError, match="no safetensors file"):
        read_safetensors(data)


def test_a_clone_has_the_same_layers_and_new_weights() -> None:
    x = Input((3,))
    model = Model(x, layers.Dense(2, name="d")(x) + 1.0, name="net")
    for original in (model, _row()):
        clone = models.clone_model(original)
        assert [layer.name for layer in clone.layers] == [layer.name for layer in original.layers]
        assert (clone.get_weights()[0] != original.get_weights()[0]).any()
        assert clone.layers[-1] is not original.layers[-1]


def test_a_clone_may_have_other_layers() -> None:
    def wider(layer: Any) -> Any:
        if isinstance(layer, layers.Dense):
            return layers.Dense(7, name=layer.name)
        return type(layer).from_config(layer.get_config())

    x = Input((3,))
    model = Model(x, layers.Dense(2, name="d")(x))
    assert models.clone_model(model, clone_function=wider).output_shape == (None, 7)
