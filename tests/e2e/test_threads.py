"""The engine on several threads: an isolated page has them, with the same numbers as one thread."""

from __future__ import annotations

import os

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one processor")

TRAIN = """\
import hashlib
import numpy as np
import p_vision
from p_vision import layers, utils

utils.set_random_seed(3)
model = p_vision.Sequential(
    [
        p_vision.Input(shape=(20, 20, 3)),
        layers.Conv2D(16, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(96, activation="tanh"),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ],
    backend="Cpu",
)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
random = np.random.default_rng(0)
x, y = random.random((96, 20, 20, 3), dtype="float32"), random.integers(0, 10, 96)
# Long enough for threads to join.
model.fit(x, y, batch_size=48, epochs=30, verbose=0)

def learnt():
    return hashlib.sha256(b"".join(weight.tobytes() for weight in model.get_weights())).hexdigest()

print(learnt())
"""
PANIC = """\
before = learnt()

def fail(epoch, logs):
    p_vision.engine.get("Cpu").op("panic_probe", "", '{"elsewhere": true}')
"""
FAIL = "model.fit(x, y, verbose=0, callbacks=[LambdaCallback(on_epoch_begin=fail)])"
COMPUTES = "p_vision.backend_info()['adapter']"


def weights_of(playground: PlaygroundPage) -> str:
    output = playground.run(TRAIN)
    return next(line for line in output.splitlines() if len(line) == 64)


def test_the_numbers_are_those_of_one_thread(page: Page, base_url: str) -> None:
    several = PlaygroundPage(page).open(base_url)
    shared = weights_of(several)
    assert several.answer(COMPUTES) == f"'SIMD, {min(8, os.cpu_count() or 1)} threads'"
    page.context.route("**/engine_threads*", lambda route: route.abort())
    alone = PlaygroundPage(page).open(base_url)
    assert weights_of(alone) == shared
    assert alone.answer(COMPUTES) == "'processor'"


def test_training_goes_on_after_a_thread_has_panicked(playground: PlaygroundPage) -> None:
    playground.run(TRAIN + "from p_vision.callbacks import LambdaCallback\n" + PANIC)
    playground.ask(FAIL)
    expect(playground.errors).to_have_count(1)
    assert "was started again" in playground.errors.inner_text()
    playground.clear()
    assert playground.answer("learnt() == before") == "True"
    assert playground.answer("len(model.fit(x, y, epochs=2, verbose=0).history['loss'])") == "2"
    assert "threads" in playground.answer(COMPUTES)


def test_the_computer_view_tells_how_many(playground: PlaygroundPage) -> None:
    playground.page.get_by_role("tab", name="Computer").click()
    expect(
        playground.page.get_by_text(f"SIMD, {min(8, os.cpu_count() or 1)} threads")
    ).to_be_visible()
