"""What a demo's precision costs is said in the language of whoever reads it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from demo_links import demo_link, visit
from page_texts import not_from, shown_texts
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

from p_vision import Dense, Input, Sequential, ui, utils

SENTENCES = {
    "en": r"Weights as 8-bit numbers: answers differ by at most [\d.]+\s% on 9 samples",
    "de": r"Gewichte als 8-Bit-Zahlen: Die Antworten weichen bei 9 Beispielen .* ab",
    "fr": r"Poids en nombres de 8 bits\s: les réponses diffèrent d’au plus .* sur 9 exemples",
    "es": r"Pesos como números de 8 bits: las respuestas difieren como mucho en",
}
PROGRAM = """\
import numpy as np
from p_vision import Dense, Input, Sequential, ui
model = Sequential([Input((2,)), Dense(3, activation="softmax")])
ui.slider(model, a=(0, 1), b=(0, 1), samples=np.ones((9, 2)))
"""


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("demo") / "a.pvdemo"
    utils.set_random_seed(8)
    model = Sequential([Input((2,)), Dense(3, activation="softmax")])
    ui.slider(model, a=(0, 1), b=(0, 1), samples=np.random.uniform(size=(9, 2)))
    ui.save_demo(path, precision="int8")
    return demo_link(Path(path).read_bytes(), title="Zwei", description="in English")


@pytest.mark.parametrize("language", SENTENCES)
def test_the_visitor_reads_it(page: Page, link: str, language: str) -> None:
    for path in ("/", "/embed.html"):
        visit(page, f"{path}?language={language}{link}")
        about = page.locator(".demo-foot .hint, .embed-demo > .hint")
        expect(about).to_have_text(re.compile(SENTENCES[language]))
    if language == "de":
        known = (r"Zwei|a|b|in English", r"Sliders.*|Zwei · p_vision")
        assert not_from("german", shown_texts(page), known) == []


def test_the_author_reads_it(page: Page) -> None:
    playground = PlaygroundPage(page).open("/?language=de")
    playground.run(PROGRAM)
    page.click("#share-button")
    choice = page.locator(".model-choice")
    expect(choice).to_contain_text(
        "Genaue Gewichte: Die Antworten sind die des trainierten Modells"
    )
    expect(choice).to_contain_text("Gewichte als 8-Bit-Zahlen: Die Antworten weichen bei")
    known = (
        r"a|b|\[?[\d., ]+\]?|Sliders.*|[\w.]+, \d\d:\d\d",
        r"(Genaue Gewichte|Gewichte als|Gewichte mit).* \(.*\)",
    )
    assert not_from("german", shown_texts(page), known) == []
