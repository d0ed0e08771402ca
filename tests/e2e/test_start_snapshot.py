"""The next visit starts from what the first one kept; damage and other versions cost only time."""

import json

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.first_visit

CACHE = "p_vision-python"
#: What is kept: the names of the entries, and whether the snapshot is among them.
KEPT = f"""async () => {{
  const cache = await caches.open("{CACHE}");
  return (await cache.keys()).map((request) => new URL(request.url).pathname);
}}"""
CHANGE = f"""async (change) => {{
  const cache = await caches.open("{CACHE}");
  const [request] = await cache.keys();
  const found = await cache.match(request);
  const bytes = new Uint8Array(await found.arrayBuffer());
  if (change === "damage") bytes[bytes.length >> 1] ^= 1;
  if (change === "no magic") bytes.fill(0, 0, 64);
  if (change === "no memory") bytes.fill(0, bytes.length >> 2, bytes.length >> 1);
  const add = (sum, word) => (Math.imul(sum, 31) + word) | 0;
  const sums = [bytes.length, 1, 2, 3];
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
  const whole = words.length - (words.length % 4);
  words.forEach((word, at) => {{
    const lane = at < whole ? at % 4 : 0;
    sums[lane] = add(sums[lane], word);
  }});
  const sum = sums.reduce(add) >>> 0;
  const others = {{ "another form": "/snapshot/0-other", "older files": request.url + "0" }};
  const address = others[change] ?? request;
  await cache.delete(request);
  const headers = new Headers(found.headers);
  const [before, ofLibraries] = headers.get("X-Checksum").split(" ");
  headers.set("X-Checksum", `${{change === "damage" ? before : sum}} ${{ofLibraries}}`);
  if (change === "other places") {{
    const known = JSON.parse(headers.get("X-Libraries"));
    for (const library of known.loaded) library.tableBase -= 1;
    headers.set("X-Libraries", JSON.stringify(known));
  }}
  await cache.put(address, new Response(bytes, {{ headers }}));
  if (change === "died") await cache.put("/snapshot-in-use", new Response(""));
}}"""
#: How many compiled libraries the memory holds.
LIBRARIES = f"""async () => {{
  const cache = await caches.open("{CACHE}");
  const [request] = await cache.keys();
  const found = request && (await cache.match(request));
  return found ? JSON.parse(found.headers.get("X-Libraries")).loaded.length : null;
}}"""
PROGRAM = """
import random, sys, numpy, p_vision
from p_vision import Dense, Input, Sequential, datasets, utils
print("CHANCE", random.random())
print("NUMBERS", numpy.linalg.inv(numpy.eye(2) * 4).tolist(), numpy.sort([3, 1, 2])[::-1].tolist())
print("RARE", abs(numpy.fft.fft([1.0, 2.0, 4.0])).round(3).tolist())
utils.set_random_seed(3)
model = Sequential([Input(shape=(2,)), Dense(4, activation="tanh"), Dense(1)])
model.compile(optimizer="adam", loss="mse")
history = model.fit(numpy.eye(2), [[0.0], [1.0]], epochs=5, verbose=0)
print("LOSSES", [round(loss, 6) for loss in history.history["loss"]])
from js import Object
print("KEYS", list(Object.keys(Object.fromEntries([["a", 1]]))))
(x, y), _ = datasets.mnist.load_data()
print("DIGITS", x.shape)
"""


def words(output: str) -> dict[str, str]:
    """What the program printed, by its first word."""
    rows = [row.split(" ", 1) for row in output.splitlines() if " " in row]
    return {name: rest for name, rest in rows if name.isupper()}


def was_restored(playground: PlaygroundPage) -> bool:
    panel = playground.show("computer")
    expect(panel).to_contain_text("Started in")
    return "from what was kept last time" in (panel.text_content() or "")


def wait_kept(page: Page) -> None:
    """Returns when something is kept for the next visit."""
    for _ in range(400):
        if page.evaluate(KEPT):
            return
        page.wait_for_timeout(50)
    raise AssertionError("nothing was kept")


def keep_numpy(playground: PlaygroundPage) -> None:
    """Returns when numpy is in what is kept; on a busy machine it takes another visit."""
    for _ in range(5):
        for _ in range(60):
            if playground.page.evaluate(LIBRARIES) == 2:
                return
            playground.page.wait_for_timeout(50)
        playground.open()
    raise AssertionError("numpy was not kept")


@pytest.fixture
def playground(page: Page) -> PlaygroundPage:
    """A page whose first visit has been kept."""
    opened = PlaygroundPage(page).open()
    page.keyboard.press("Escape")
    wait_kept(page)
    return opened


def test_next_visit_starts_from_the_snapshot_and_computes_the_same(
    playground: PlaygroundPage,
) -> None:
    assert not was_restored(playground)
    first = words(playground.run(PROGRAM))
    playground.open()
    assert was_restored(playground)
    playground.clear()
    second = words(playground.run(PROGRAM))
    assert second["LOSSES"] == first["LOSSES"]
    assert second["KEYS"] == "['a']"
    assert second["NUMBERS"] == first["NUMBERS"] == "[[0.25, 0.0], [0.0, 0.25]] [3, 2, 1]"
    assert second["RARE"] == first["RARE"] == "[7.0, 2.646, 2.646]"
    assert second["DIGITS"] == "(60000, 28, 28)"
    assert second["CHANCE"] != first["CHANCE"], "chance came out of the snapshot"
    playground.clear()
    assert "ZeroDivisionError" in playground.run("1 / 0")


def test_numpy_is_in_the_memory(playground: PlaygroundPage) -> None:
    keep_numpy(playground)
    playground.open()
    assert was_restored(playground)
    assert "True" in playground.ask("import sys; 'numpy.linalg._umath_linalg' in sys.modules")


def test_numpy_that_comes_late_is_kept_by_the_visit_after(page: Page) -> None:
    held: list[Route] = []
    page.route("**/wheels/page/numpy.zip", lambda route: held.append(route))
    playground = PlaygroundPage(page).open()
    wait_kept(page)
    assert page.evaluate(LIBRARIES) == 0
    page.unroute("**/wheels/page/numpy.zip")
    playground.open()
    assert was_restored(playground)
    keep_numpy(playground)
    playground.open()
    assert was_restored(playground)
    assert "[2.0, 2.0]" in playground.ask("import numpy; (numpy.ones(2) * 2).tolist()")
    assert page.evaluate(LIBRARIES) == 2


def test_restart_uses_the_snapshot_too(playground: PlaygroundPage) -> None:
    playground.restart()
    assert was_restored(playground)
    assert "3" in playground.ask("1 + 2")


def test_stop_works_after_a_start_from_the_snapshot(playground: PlaygroundPage) -> None:
    playground.open()
    assert was_restored(playground)
    playground.write_code("while True:\n    pass")
    playground.start()
    playground.wait_state("running")
    playground.page.wait_for_timeout(300)
    playground.stop()
    playground.wait_ready(10_000)
    assert was_restored(playground)
    assert "3" in playground.ask("1 + 2")


@pytest.mark.parametrize(
    "change",
    ["damage", "no magic", "another form", "older files", "died", "no memory", "other places"],
)
def test_what_cannot_be_used_costs_only_time(playground: PlaygroundPage, change: str) -> None:
    page = playground.page
    keep_numpy(playground)
    page.evaluate(CHANGE, change)
    playground.open()
    assert not was_restored(playground)
    assert "3" in playground.ask("1 + 2")
    kept = json.dumps(page.evaluate(KEPT))
    assert "0-other" not in kept or change == "another form"


def test_can_be_refused(page: Page) -> None:
    playground = PlaygroundPage(page).open("/?snapshot=never")
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT) == []
    playground.open("/?snapshot=never")
    assert not was_restored(playground)
