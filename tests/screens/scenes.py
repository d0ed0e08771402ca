"""What is photographed: every state of the page, in the order in which a visit reaches it."""

from __future__ import annotations

from collections.abc import Callable

from playground_page import PlaygroundPage

Scene = Callable[[PlaygroundPage], None]

TRAINING = """\
import numpy as np
from p_vision import Dense, Dropout, Input, Sequential, show, utils

utils.set_random_seed(1)
x = np.random.uniform(-1, 1, (256, 2)).astype("float32")
y = (x[:, :1] * x[:, 1:] > 0).astype("float32")
model = Sequential([
    Input(shape=(2,)), Dense(16, activation="tanh"), Dropout(0.1), Dense(8, activation="relu"),
    Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.summary()
model.fit(x, y, epochs={epochs}, validation_split=0.25, verbose={verbose})
"""
SHOWN = """\
import numpy as np
from p_vision import show, ui
show.confusion_matrix([0, 1, 1, 0, 1, 2, 2], [0, 1, 0, 0, 1, 2, 1], names=["cat", "dog", "bird"])
ui.draw(lambda picture: {"zero": 0.1, "one": 0.85, "two": 0.05})
ui.slider(lambda a: a * a, a=(0.0, 2.0))
name = input("What is your name? ")
"""
WRONG = """\
import numpy as np
from p_vision import Dense, Input, Sequential
model = Sequential([Input(shape=(3,)), Dense(4), Dense(1)])
model.compile(loss="mse")
model.fit(np.ones((8, 2)), np.ones((8, 1)))
"""


def first_visit(playground: PlaygroundPage) -> None:
    playground.page.wait_for_timeout(400)


def ready(playground: PlaygroundPage) -> None:
    playground.wait_ready()
    if playground.page.locator("#phone-output").is_visible():
        playground.show("output")


def training(playground: PlaygroundPage) -> None:
    _show_code(playground)
    playground.write_code(TRAINING.format(epochs=2000, verbose=0))
    playground.start()
    playground.page.locator("#chart-panel canvas").first.wait_for(state="attached", timeout=60_000)
    playground.show("chart")
    playground.page.wait_for_timeout(1_500)


def stopping(playground: PlaygroundPage) -> None:
    playground.stop()
    playground.wait_ready()
    _show_output(playground)


def trained(playground: PlaygroundPage) -> None:
    _show_code(playground)
    playground.run(TRAINING.format(epochs=12, verbose=2))
    playground.show("chart")


def table(playground: PlaygroundPage) -> None:
    playground.page.click("#chart-panel [aria-expanded=false]")


def model(playground: PlaygroundPage) -> None:
    playground.page.click("#chart-panel [aria-expanded=true]")
    playground.show("model")
    playground.page.wait_for_timeout(600)


def layer(playground: PlaygroundPage) -> None:
    playground.page.locator("#model-panel .graph-node").nth(1).click()
    playground.page.wait_for_timeout(900)


def variables(playground: PlaygroundPage) -> None:
    playground.show("variables")
    playground.page.wait_for_timeout(400)


def computer(playground: PlaygroundPage) -> None:
    playground.show("computer")


def output(playground: PlaygroundPage) -> None:
    _show_output(playground)


def error(playground: PlaygroundPage) -> None:
    _show_code(playground)
    playground.run(WRONG)


def error_in_the_code(playground: PlaygroundPage) -> None:
    _show_code(playground)


def inputs(playground: PlaygroundPage) -> None:
    _show_code(playground)
    playground.write_code(SHOWN)
    playground.start()
    playground.log.locator(".ask").wait_for(timeout=60_000)
    playground.page.wait_for_timeout(600)


def restart(playground: PlaygroundPage) -> None:
    playground.log.locator(".ask button").click()
    playground.wait_ready()
    playground.page.click("#restart-button")


def gallery(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.click("#picker-button")
    playground.page.wait_for_timeout(400)


def gallery_search(playground: PlaygroundPage) -> None:
    playground.page.fill("#picker-search", "xyz")


def settings(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.click("#settings-button")
    playground.page.wait_for_timeout(300)


def share(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.click("#share-button")
    playground.page.locator("#share-dialog").wait_for()
    playground.page.wait_for_timeout(600)


def files(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    _show_code(playground)
    playground.page.click("#files-button")
    playground.page.wait_for_timeout(600)


def new_file(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.click("#new-file")


def several_files(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Enter")
    playground.page.wait_for_timeout(300)


def shortcuts(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.keyboard.press("F1")
    playground.page.wait_for_timeout(400)


def recover(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    if playground.page.locator("#original-button").is_visible():
        playground.page.click("#original-button")
    playground.page.click("#picker-button")
    playground.page.locator(".gallery-bar button").nth(1).click()
    playground.page.wait_for_timeout(500)


def bad_link(playground: PlaygroundPage) -> None:
    playground.page.keyboard.press("Escape")
    playground.page.evaluate("location.hash = '#p1=AAAA'")
    _show_code(playground)
    playground.page.wait_for_timeout(500)


def embedded(playground: PlaygroundPage) -> None:
    query = playground.page.evaluate("new URLSearchParams(location.search).get('language')")
    playground.page.goto(f"/embed.html?language={query}")
    playground.page.wait_for_timeout(800)


def _show_output(playground: PlaygroundPage) -> None:
    if playground.page.locator("#phone-output").is_visible():
        playground.show("output")


def _show_code(playground: PlaygroundPage) -> None:
    if playground.page.locator("#phone-code").is_visible():
        playground.show("code")


SCENES: tuple[Scene, ...] = (
    first_visit,
    ready,
    training,
    stopping,
    trained,
    table,
    model,
    layer,
    variables,
    computer,
    output,
    error,
    error_in_the_code,
    inputs,
    restart,
    gallery,
    gallery_search,
    settings,
    share,
    files,
    new_file,
    several_files,
    shortcuts,
    recover,
    bad_link,
    embedded,
)
