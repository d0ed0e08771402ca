"""Models and layers of one's own: steps, losses, metrics, several inputs, what is tracked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import p_vision
from p_vision import (
    GradientTape,
    Input,
    Model,
    Sequential,
    layers,
    losses,
    metrics,
    ops,
    optimizers,
)

X = np.linspace(-1, 1, 60, dtype="float32").reshape(20, 3)
Y = X.sum(axis=1, keepdims=True)


class OwnMetrics(Model):
    """A step of its own with metrics of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.total = metrics.Mean(name="total")
        self.error = metrics.MeanAbsoluteError(name="error")

    @property
    def metrics(self) -> list[Any]:
        return [self.total, self.error]

    def train_step(self, data: Any) -> dict[str, Any]:
        x, y = data
        with GradientTape() as tape:
            predicted = self(x, training=True)
            loss = ops.mean(ops.square(predicted - y))
        gradients = tape.gradient(loss, self.trainable_weights)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_weights, strict=True))
        self.total.update_state(loss)
        self.error.update_state(y, predicted)
        return {metric.name: metric.result() for metric in self.metrics}

    def test_step(self, data: Any) -> dict[str, Any]:
        x, y = data
        self.error.update_state(y, self(x, training=False))
        return {"error": self.error.result()}


def test_own_steps_are_recorded_with_own_metrics() -> None:
    x = Input((3,))
    model = OwnMetrics(x, layers.Dense(1)(x))
    model.compile(optimizer=optimizers.SGD(0.1))
    history = model.fit(X, Y, epochs=3, verbose=0, validation_data=(X, Y)).history
    assert set(history) == {"total", "error", "val_error"}
    assert history["total"][-1] < history["total"][0]
    assert not model._recorder._eager_stages
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(history["val_error"][-1], rel=1e-5)


class Game(Model):
    """Two networks with an optimizer each, and no `call`."""

    def __init__(self) -> None:
        super().__init__()
        self.judge = Sequential([Input((3,)), layers.Dense(4, activation="tanh"), layers.Dense(1)])
        self.maker = Sequential([Input((2,)), layers.Dense(3)])
        self.seeds = p_vision.random.SeedGenerator(7)
        self.gap = metrics.Mean(name="gap")

    def compile(self, first: Any, second: Any) -> None:  # type: ignore[override]
        super().compile()
        self.first, self.second = first, second
        self.loss_function = losses.BinaryCrossentropy(from_logits=True)

    @property
    def metrics(self) -> list[Any]:
        return [self.gap]

    def train_step(self, real: Any) -> dict[str, Any]:
        count = ops.shape(real)[0]
        made = self.maker(p_vision.random.normal((count, 2), seed=self.seeds))
        both = ops.concatenate([made, real], axis=0)
        labels = ops.concatenate([ops.ones((count, 1)), ops.zeros((count, 1))], axis=0)
        with GradientTape() as tape:
            loss = self.loss_function(labels, self.judge(both))
        weights = self.judge.trainable_weights
        self.first.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        with GradientTape() as tape:
            noise = p_vision.random.normal((count, 2), seed=self.seeds)
            fooled = self.loss_function(ops.zeros((count, 1)), self.judge(self.maker(noise)))
        weights = self.maker.trainable_weights
        self.second.apply_gradients(zip(tape.gradient(fooled, weights), weights, strict=True))
        self.gap.update_state(loss)
        return {"gap": self.gap.result()}


def test_two_networks_learn_from_each_other() -> None:
    game = Game()
    game.compile(optimizers.Adam(0.01), optimizers.Adam(0.01))
    before = [weight.copy() for weight in game.get_weights()]
    history = game.fit(X, epochs=2, verbose=0).history
    assert list(history) == ["gap"]
    assert len(history["gap"]) == 2
    assert not game._recorder._eager_stages
    assert all((a != b).any() for a, b in zip(before[:1], game.get_weights()[:1], strict=True))


class Penalty(layers.Layer):
    """Adds to the loss what it is given."""

    def call(self, x: Any) -> Any:
        self.add_loss(ops.mean(ops.abs(x)))
        return x


def test_what_layers_add_to_the_loss_counts_while_training() -> None:
    model = Sequential(
        [Input((3,)), Penalty(), layers.Dense(1, kernel_regularizer="l2", name="out")]
    )
    model.compile("sgd", "mse")
    plain = Sequential([Input((3,)), layers.Dense(1)])
    plain.set_weights(model.get_weights())
    plain.compile("sgd", "mse")
    added = float(np.abs(X).mean() + 0.01 * np.square(model.get_weights()[0]).sum())
    found = model.evaluate(X, Y, batch_size=20, verbose=0)
    assert found == pytest.approx(plain.evaluate(X, Y, batch_size=20, verbose=0) + added, rel=1e-5)
    assert model.train_on_batch(X, Y) == pytest.approx(found, rel=1e-5)
    model(X)
    assert len(model.losses) == 2


def test_losses_of_a_graph_are_not_kept_from_building_it() -> None:
    x = Input((3,))
    model = Model(x, Penalty()(x))
    assert model.losses == []
    model(X)
    assert float(model.losses[0]) == pytest.approx(float(np.abs(X).mean()))


def test_a_layer_may_return_a_nesting() -> None:
    class Parts(layers.Layer):
        def call(self, x: Any) -> Any:
            return x[:, :2], {"last": x[:, 2:]}

    x = Input((3,))
    first, rest = Parts()(x)
    assert (first.shape, rest["last"].shape) == ((None, 2), (None, 1))
    found = Model(x, [first, rest["last"]]).predict(X, verbose=0)
    np.testing.assert_array_equal(np.concatenate(found, axis=1), X)


def test_inputs_may_be_passed_by_name() -> None:
    class Sum(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.dense = layers.Dense(2)

        def call(self, query: Any, value: Any = None, training: bool = False) -> Any:
            return self.dense(query) + value

    a, b = Input((3,)), Input((2,))
    model = Model([a, b], Sum()(a, value=b))
    assert model.predict([X, X[:, :2]], verbose=0).shape == (20, 2)
    assert len(model.weights) == 2


def test_the_loss_may_be_computed_in_ones_own_way() -> None:
    class Weighted(Model):
        def __init__(self) -> None:
            super().__init__()
            self.dense = layers.Dense(1)

        def call(self, x: Any) -> Any:
            return self.dense(x)

        def compute_loss(
            self, x: Any = None, y: Any = None, y_pred: Any = None, **kwargs: Any
        ) -> Any:
            return ops.mean(ops.abs(y - y_pred)) * 3.0

    model = Weighted()
    model.compile("sgd", metrics=["mae"])
    history = model.fit(X, Y, verbose=0, batch_size=20).history
    assert history["loss"][0] == pytest.approx(3 * history["mae"][0], rel=1e-5)


def test_the_shape_of_the_output_is_known_without_data() -> None:
    assert Sequential([layers.Dense(2)]).compute_output_shape((None, 5)) == (None, 2)
    assert layers.Dense(4).compute_output_shape((None, 3)) == (None, 4)


def test_training_reaches_layers_inside_of_layers() -> None:
    seen: list[Any] = []

    class Inner(layers.Layer):
        def call(self, x: Any, training: Any = None) -> Any:
            seen.append(training)
            return x

    class Outer(layers.Layer):
        def __init__(self) -> None:
            super().__init__()
            self.inner = Inner()

        def call(self, x: Any) -> Any:
            return self.inner(x)

    x = Input((3,))
    model = Model(x, Outer()(x))
    seen.clear()
    model(X, training=True)
    model(X, training=False)
    assert seen == [True, False]


class OwnTest(Model):
    """Made of inputs and outputs, with a step of its own."""

    def test_step(self, data: Any) -> dict[str, Any]:
        return super().test_step(data)


def test_a_model_with_its_own_step_is_saved_as_its_layers(tmp_path: Any) -> None:
    x = Input((3,))
    for kind in (OwnTest, OwnMetrics):
        model = kind(x, layers.Dense(2)(x))
        model.save(tmp_path / "own.keras")
        loaded = p_vision.models.load_model(tmp_path / "own.keras")
        assert type(loaded) is kind
        assert np.array_equal(loaded.predict(X, verbose=0), model.predict(X, verbose=0))
        assert type(p_vision.models.clone_model(model)) is kind


def test_model_reads_the_configuration_of_a_graph() -> None:
    x = Input((3,))
    config = Model(x, layers.Dense(2, name="last")(x)).get_config()
    assert [layer.name for layer in Model.from_config(config).layers][-1] == "last"


def test_code_that_looks_at_values_runs_from_the_first_fit_on() -> None:
    class Doubting(Model):
        def __init__(self) -> None:
            super().__init__()
            self.dense = layers.Dense(1)

        def call(self, x: Any) -> Any:
            return self.dense(x) if ops.mean(x) > -100 else self.dense(np.tanh(x))

    model = Doubting()
    model.compile("sgd", "mse")
    with pytest.warns(UserWarning, match="is run as plain Python"):
        history = model.fit(X, Y, verbose=0, epochs=2).history
    assert history["loss"][1] < history["loss"][0]
    assert model.predict(X, verbose=0).shape == (20, 1)


def test_a_step_that_calls_parts_needs_no_call() -> None:
    class Parts(Model):
        def __init__(self) -> None:
            super().__init__()
            self.part = layers.Dense(3)

        def train_step(self, data: Any) -> dict[str, Any]:
            with GradientTape() as tape:
                loss = self.loss(data, self.part(data))
            gradients = tape.gradient(loss, self.part.trainable_weights)
            self.optimizer.apply_gradients(zip(gradients, self.part.trainable_weights, strict=True))
            return {"own": loss}

    model = Parts()
    model.compile("adam", loss=losses.MeanAbsoluteError())
    history = model.fit(X, epochs=5, verbose=0).history
    assert history["own"][-1] < history["own"][0]
