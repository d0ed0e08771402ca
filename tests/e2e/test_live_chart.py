"""The chart follows a training while it runs."""

from __future__ import annotations

from playground_page import PlaygroundPage
from playwright.sync_api import expect

PROGRAM = """\
import numpy as np
from p_vision import Dense, Input, Sequential

x = np.linspace(-1, 1, 64, dtype="float32").reshape(32, 2)
y = x.sum(axis=1, keepdims=True)
model = Sequential([Input(shape=(2,)), Dense(4), Dense(1)])
model.compile(optimizer="sgd", loss="mse", metrics=["mae"])
model.fit(x, y, epochs={epochs}, batch_size=8, validation_split=0.25, verbose=0)
"""
INK = """chart => chart.querySelector("canvas").toDataURL()"""


def test_the_chart_moves_while_fit_runs(playground: PlaygroundPage) -> None:
    playground.write_code(PROGRAM.format(epochs=100_000))
    playground.start()
    chart = playground.page.locator('#chart-panel .chart[data-metric="loss"]')
    expect(chart.locator("canvas")).to_be_visible(timeout=30_000)
    counts, pictures = [], set()
    for _ in range(3):
        counts.append(playground.epochs()[-1]["epoch"])
        pictures.add(chart.evaluate(INK))
        playground.page.wait_for_timeout(400)
    playground.wait_state("running")
    playground.stop()
    playground.wait_ready()
    assert counts[0] < counts[1] < counts[2]
    assert len(pictures) == 3, "the curve itself was drawn anew"


def test_every_metric_has_a_curve_and_the_table_its_numbers(playground: PlaygroundPage) -> None:
    playground.run(PROGRAM.format(epochs=3))
    expect(playground.page.locator("#chart-panel .chart")).to_have_count(2)
    assert playground.metrics() == ["loss", "mae"]
    rows = playground.epochs()
    assert [row["epoch"] for row in rows] == [1, 2, 3]
    assert {"loss", "mae", "val_loss", "val_mae"} <= set(rows[0])
    value = float(playground.answer("model.history.history['val_loss'][-1]"))
    assert abs(rows[-1]["val_loss"] - value) <= abs(value) * 1e-3
