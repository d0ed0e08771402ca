"""Functional models, their files and their pictures, in the page and without other libraries."""

from __future__ import annotations

from playground_page import PlaygroundPage

PROGRAM = """\
import numpy as np
import p_vision
from p_vision import Input, Model, layers, models, utils

a, b = Input((3,), name="a"), Input((3,), name="b")
shared = layers.Dense(4, activation="relu")
joined = layers.concatenate([shared(a), shared(b) * 2.0])
model = Model([a, b], {"sum": layers.Dense(1, name="sum")(joined), "first": joined[:, 0]})
model.compile("adam", loss={"sum": "mse"}, metrics={"sum": ["mae"]})
x = np.linspace(-1, 1, 24, dtype="float32").reshape(8, 3)
history = model.fit({"a": x, "b": x}, {"sum": x[:, :1]}, epochs=2, verbose=0)
print(sorted(history.history))
model.save("net.keras")
again = models.load_model("net.keras")
model.save_weights("net.weights.h5")
again.load_weights("net.weights.h5")
model.save_weights("net.safetensors")
again.load_weights("net.safetensors")
old, new = (m.predict([x, x], verbose=0) for m in (model, again))
print("same", all(np.array_equal(old[key], new[key]) for key in old))
print("steps", int(again.optimizer.iterations))
picture = utils.plot_model(model, to_file="net.svg", show_shapes=True)
print("boxes", picture.svg.count("<rect"))
"""


def test_a_functional_model_goes_through_files(playground: PlaygroundPage) -> None:
    shown = playground.run(PROGRAM)
    assert "['loss', 'sum_mae']" in shown
    assert "same True" in shown
    assert "steps 2" in shown
    assert "boxes 7" in shown
