"""The language follows the browser, the address and the person, and switching loses nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser_records import Records
from playground_page import PlaygroundPage
from playwright.sync_api import Browser, BrowserContext, Page, expect

COUNTING = """\
import time
for step in range(400):
    print("step", step)
    time.sleep(0.05)
"""


@pytest.fixture
def french(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page in a browser whose person reads French first."""
    context: BrowserContext = browser.new_context(base_url=base_url, locale="fr-CA")
    yield context.new_page()
    context.close()


def choose(page: Page, language: str) -> None:
    """Choose a language by its own name, and close the panel."""
    page.click("#settings-button")
    page.get_by_label(language, exact=True).check()
    page.keyboard.press("Escape")


def test_it_follows_the_browser(french: Page) -> None:
    PlaygroundPage(french).open_without_python()
    expect(french.locator("html")).to_have_attribute("lang", "fr")
    expect(french.locator("#run-button")).to_have_text("Exécuter")
    expect(french.locator("#picker-current")).to_have_text("Chiffres, convolutions")


def test_the_address_asks_for_one_visit(page: Page) -> None:
    PlaygroundPage(page).open_without_python("/?language=es")
    expect(page.locator("#run-button")).to_have_text("Ejecutar")
    PlaygroundPage(page).open_without_python()
    expect(page.locator("#run-button")).to_have_text("Run")


def test_an_unknown_language_is_the_browsers(french: Page) -> None:
    PlaygroundPage(french).open_without_python("/?language=xx")
    expect(french.locator("html")).to_have_attribute("lang", "fr")


def test_the_choice_is_kept_and_outlives_the_address(page: Page) -> None:
    PlaygroundPage(page).open_without_python("/?language=es&gpu=never")
    choose(page, "Deutsch")
    expect(page.locator("#run-button")).to_have_text("Ausführen")
    assert page.url.endswith("/?gpu=never")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#run-button")).to_have_text("Ausführen")


def test_switching_loses_nothing(page: Page) -> None:
    records = Records(page.context, page.url)
    playground = PlaygroundPage(page).open()
    playground.ask("kept = 41")
    playground.write_code(COUNTING)
    playground.start()
    playground.wait_output("step 5")
    choose(page, "Français")
    expect(playground.status).to_have_text("En cours")
    expect(page.locator("#output-panel h2")).to_have_text("Sortie")
    expect(page.get_by_label("Code Python.")).to_contain_text("time.sleep(0.05)")
    playground.stop()
    playground.wait_ready()
    expect(playground.log).to_contain_text("Arrêté.")
    choose(page, "English")
    expect(playground.log).to_contain_text("Stopped. Names and models stay as they are.")
    assert "42" in playground.ask("kept + 1")
    assert playground.code == COUNTING
    assert [line for line in records.complaints if "error" in line] == []


def test_what_is_drawn_follows_too(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.ask(
        "import numpy as np; from p_vision import *; "
        'm = Sequential([Input((2,)), Dense(1)]); m.compile(loss="mse"); '
        "_ = m.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=2, verbose=0); m.summary()"
    )
    assert len(playground.epochs()) == 2
    choose(page, "Deutsch")
    table = page.locator("#chart-panel table")
    expect(table.locator("th").first).to_have_text("Epoche")
    expect(table.locator("td").first).to_contain_text(",")
    expect(page.locator("#chart-panel .numbers")).to_contain_text("von 2, fertig")
    playground.show("model")
    expect(page.locator("#model-panel")).to_contain_text("Schicht")


def test_the_choice_by_keyboard(page: Page) -> None:
    PlaygroundPage(page).open_without_python()
    page.locator("#settings-button").press("Enter")
    expect(page.get_by_label("As the system")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.keyboard.press("Escape")
    expect(page.locator("#settings-panel")).to_be_hidden()
    expect(page.locator("#settings-button")).to_be_focused()
