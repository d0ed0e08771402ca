"""Several threads natively: the same numbers as one, whatever they share."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
        layers.Conv2D(24, 3, strides=2, activation="gelu"),
        layers.AveragePooling2D(2),
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
history = model.fit(x, y, batch_size=48, epochs=2, verbose=0).history
weights = b"".join(weight.tobytes() for weight in model.get_weights())
learnt = history["loss"], hashlib.sha256(weights).hexdigest()
"""
FORK = """\
import os
child = os.fork()
if child == 0:
    model.fit(x, y, batch_size=48, verbose=0)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""


def printed(program: str, threads: str) -> str:
    environment = {**os.environ, "P_VISION_THREADS": threads}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        timeout=120,
    )
    return ended.stdout


def test_the_numbers_do_not_depend_on_the_threads() -> None:
    program = TRAIN + "print(learnt)"
    alone = printed(program, "1")
    assert "loss" not in alone
    assert len(alone) > 64
    assert printed(program, "4") == alone


def test_nonsense_in_the_variable_is_no_reason_to_stop() -> None:
    assert printed("import p_vision\nprint(p_vision.ops.matmul([[2.0]], [[3.0]]))", "many")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are copied here")
def test_a_copied_process_trains_without_the_threads() -> None:
    assert printed(TRAIN + FORK + "print('both')", "3") == "both\n"
