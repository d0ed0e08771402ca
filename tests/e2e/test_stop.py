"""Stop, at every stage: the program ends, and everything it made stays."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import expect

MODEL = """\
import numpy as np
from p_vision import Dense, Input, Sequential, utils

utils.set_random_seed(1)
x = np.linspace(-1, 1, 512, dtype="float32").reshape(256, 2)
y = x.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)]{backend})
model.compile(optimizer="sgd", loss="mse")
"""
STAGES = {
    "a loop": "while True:\n    pass\n",
    "a loop that computes": "total = 0\nwhile True:\n    total += sum(range(100))\n",
    "sleep": "import time\ntime.sleep(1000)\n",
    "numpy": "import numpy as np\na = np.ones((200, 200))\nwhile True:\n    a = a @ a / 200\n",
    "eager ops": "from p_vision import ops\na = ops.ones((8,))\nwhile True:\n    a = a * 1.0\n",
    "reading": "from p_vision import ops\na = ops.ones((2,))\nwhile True:\n    float(ops.sum(a))\n",
    "own loop": """\
from p_vision import GradientTape, Variable, ops
v = Variable(1.0)
while True:
    with GradientTape() as tape:
        loss = ops.square(v)
    tape.gradient(loss, [v])
""",
    "a generator": """\
import asyncio
while True:
    await asyncio.sleep(0.01)
""",
}


def stop_in_the_middle(playground: PlaygroundPage) -> None:
    """Stops what was started and has printed "begun", and waits for the word about it."""
    playground.wait_output("begun")
    playground.page.wait_for_timeout(200)
    playground.wait_state("running")
    playground.stop()
    playground.wait_output("Stopped.")
    playground.wait_ready()


@pytest.mark.parametrize("stage", STAGES)
def test_stop_ends(playground: PlaygroundPage, stage: str) -> None:
    playground.write_code(f"kept = {stage!r}\nprint('begun')\n{STAGES[stage]}print('not stopped')")
    playground.start()
    stop_in_the_middle(playground)
    assert "not stopped" not in playground.output()
    assert playground.errors.count() == 0
    assert playground.answer("kept") == repr(stage), "names stay"


def test_stop_ends_a_question(playground: PlaygroundPage) -> None:
    playground.write_code("kept = 7\nname = input('who? ')\n")
    playground.start()
    expect(playground.log.get_by_text("who?")).to_be_visible()
    playground.stop()
    playground.wait_output("Stopped.")
    playground.wait_ready()
    assert playground.answer("kept") == "7"


def test_stop_reaches_a_program_that_catches_it(playground: PlaygroundPage) -> None:
    playground.write_code(
        "import time\nprint('begun')\ntry:\n    time.sleep(1000)\n"
        "except KeyboardInterrupt:\n    print('tidied up')\nprint('went on')\n"
    )
    playground.start()
    playground.wait_output("begun")
    playground.stop()
    playground.wait_output("went on")
    playground.wait_ready()
    assert "tidied up" in playground.output()


FIT = """\
from p_vision.callbacks import LambdaCallback
begun = LambdaCallback(on_epoch_end=lambda epoch, logs: epoch or print("begun"))
model.fit(x, y, epochs=100_000, batch_size=32, verbose=0, callbacks=[begun])
"""
GOES_ON = "len(model.fit(x, y, epochs=2, verbose=0).history['loss'])"


@pytest.mark.parametrize("backend", ["Cpu", "Wgpu"])
def test_stop_ends_fit_and_training_goes_on(playground: PlaygroundPage, backend: str) -> None:
    playground.run(MODEL.format(backend=f', backend="{backend}"'))
    playground.ask("before = model.evaluate(x, y, verbose=0); model.fit(x, y, verbose=0)")
    playground.clear()
    playground.write_code(FIT)
    playground.start()
    stop_in_the_middle(playground)
    assert "keeps what it has learned" in playground.output()
    assert playground.answer("model.evaluate(x, y, verbose=0) < before") == "True"
    assert playground.answer("len(model.history.history['loss']) > 0") == "True"
    assert playground.answer(GOES_ON) == "2"


def test_stop_during_the_first_step(playground: PlaygroundPage) -> None:
    """On a software adapter shaders are compiled for seconds before the first step is done."""
    playground.run(MODEL.format(backend=', backend="Wgpu"').replace("Dense(4)", "Dense(5)"))
    playground.clear()
    playground.write_code(FIT)
    playground.start()
    stop_in_the_middle(playground)
    assert playground.answer(GOES_ON) == "2"


@pytest.mark.parametrize("method", ["evaluate", "predict"])
def test_stop_between_calls(playground: PlaygroundPage, method: str) -> None:
    data = "x, y" if method == "evaluate" else "x"
    playground.run(MODEL.format(backend=""))
    playground.write_code(
        f"print('begun')\nwhile True:\n    model.{method}({data}, batch_size=1, verbose=0)\n"
    )
    playground.start()
    stop_in_the_middle(playground)
    assert playground.answer(GOES_ON) == "2"


def test_stop_ends_a_fit_on_a_generator_with_callbacks(playground: PlaygroundPage) -> None:
    playground.run(MODEL.format(backend=""))
    playground.clear()
    playground.write_code(
        "from p_vision import callbacks\n"
        "def batches():\n    while True:\n        yield x[:8], y[:8]\n"
        "told = []\n"
        "tell = callbacks.LambdaCallback(on_train_end=lambda logs: told.append('end'))\n"
        "print('begun')\n"
        "model.fit(batches(), steps_per_epoch=10**6, verbose=0, callbacks=[tell])\n"
    )
    playground.start()
    stop_in_the_middle(playground)
    assert playground.answer("told") == "['end']"
    assert playground.answer(GOES_ON) == "2"
