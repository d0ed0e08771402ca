"""Stop and continue, the time left, questions and the prompt's history."""

from __future__ import annotations

import re

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

FIT = """\
import numpy as np
from p_vision import Dense, Input, Sequential

x = np.linspace(-1, 1, 4096, dtype="float32").reshape(2048, 2)
y = x.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(64), Dense(1)])
model.compile(optimizer="sgd", loss="mse")
print("begun")
history = model.fit(x, y, epochs={epochs}, batch_size=1, verbose=0)
"""


def test_a_stopped_training_goes_on_with_one_press(playground: PlaygroundPage) -> None:
    playground.write_code(FIT.format(epochs=1000))
    playground.start()
    playground.wait_output("begun")
    playground.page.wait_for_timeout(1_000)
    playground.stop()
    playground.wait_output("The model keeps what it has learned. Call fit on it again")
    playground.wait_ready()
    before = int(playground.answer("int(model.optimizer.iterations)"))
    assert before > 0
    playground.page.get_by_role("button", name="Go on training").click()
    playground.wait_state("running")
    playground.page.wait_for_timeout(1_000)
    playground.stop()
    playground.wait_ready()
    assert "history = model.fit(x, y, epochs=1000" in playground.output()
    after = int(playground.answer("int(model.optimizer.iterations)"))
    assert after > before, "the optimizer's count of steps goes on from where it was"


def test_a_training_in_a_loop_is_told_about_in_words(playground: PlaygroundPage) -> None:
    playground.run(FIT.format(epochs=1).replace("batch_size=1,", "batch_size=512,"))
    playground.clear()
    playground.write_code("print('begun')\nfor _ in range(9):\n    model.fit(x, y, 1, 9999)\n")
    playground.start()
    playground.wait_output("begun")
    playground.page.wait_for_timeout(500)
    playground.stop()
    playground.wait_output("Call fit on it again and it goes on from there.")
    expect(playground.page.get_by_role("button", name="Go on training")).to_have_count(0)


def test_the_header_says_how_long_a_training_still_takes(playground: PlaygroundPage) -> None:
    status = playground.page.locator("#status-text")
    playground.write_code(FIT.format(epochs=1000))
    playground.start()
    playground.wait_output("begun")
    expect(status).to_have_text(re.compile(r"^Running, \d+ (s|min) left$|^Running, [\d.]+ h left$"))
    playground.stop()
    playground.wait_ready()
    expect(status).to_have_text("Ready")
    playground.write_code("import time\ntime.sleep(30)\n")
    playground.start()
    expect(status).to_have_text("Running")
    playground.stop()
    playground.wait_ready()


def test_a_question_that_nobody_waits_for_is_closed(playground: PlaygroundPage) -> None:
    playground.write_code("name = input('who? ')\n")
    playground.start()
    field = playground.log.locator(".ask input")
    expect(field).to_be_focused()
    playground.stop()
    playground.wait_output("Stopped.")
    expect(field).to_have_count(0)
    expect(playground.log).to_contain_text("who?")
    playground.wait_ready()
    playground.clear()
    playground.start()
    field.fill("Ada")
    field.press("Enter")
    playground.wait_ready()
    assert playground.answer("name") == "'Ada'"


@pytest.mark.parametrize("key", ["ArrowUp", "Control+r"])
def test_the_prompt_remembers_after_a_reload(page: Page, key: str) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask("6 * 7")
    playground.ask("for n in range(2):\n    print('twice')")
    playground.open(ready=False)
    playground.prompt.click()
    if key == "ArrowUp":
        page.keyboard.press(key)
        expect(playground.prompt).to_contain_text("twice")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
    else:
        page.keyboard.type("6")
        page.keyboard.press(key)
        page.get_by_role("option", name="6 * 7").click()
    expect(playground.prompt).to_contain_text("6 * 7")
