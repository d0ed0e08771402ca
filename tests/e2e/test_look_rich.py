"""Tables, arrays, Markdown with formulas and the forms in which they can be kept."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

PROGRAM = """\
import numpy as np
from p_vision import show
show.table({"layer": ["dense", "dense_1"], "units": [8, 2], "share": [0.75, 0.25]})
show.table(np.arange(300).reshape(100, 3), columns=["a", "b", "c"])
loss = "# The loss\\n\\nIt is $L = \\\\frac{1}{n}\\\\sum_i e_i^2$.\\n"
show.markdown(loss + "<script>document.title='bad'</script>")
show.confusion_matrix([0, 1, 1, 2], [0, 1, 2, 2], names=["cat", "dog", "owl"])
np.linspace(0, 1, 6).reshape(2, 3)
"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tables_arrays_and_formulas(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    tables = playground.log.locator(".rich-table")
    expect(tables).to_have_count(2)
    expect(tables.first.locator("tbody tr").first).to_have_text("dense80.75")
    foot = playground.log.locator(".rich-foot")
    expect(foot.nth(1)).to_contain_text("100 rows, 3 columns, the first 50 are shown")
    expect(foot.last).to_contain_text("Array of shape (2, 3), float64, from 0 to 1")
    frame = page.frame_locator("#log iframe")
    expect(frame.locator("math mfrac")).to_have_count(1)
    expect(frame.locator("h1")).to_have_text("The loss")
    assert page.title() == "p_vision playground"
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_each_form_can_be_kept(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.run(PROGRAM)
    with page.expect_download() as kept:
        playground.log.locator(".rich-foot").nth(1).get_by_role("button").click()
    lines = kept.value.path().read_text().splitlines()
    assert (lines[0], len(lines)) == ("a,b,c", 101)
    drawing = playground.log.locator(".with-save")
    drawing.hover()
    with page.expect_download() as kept:
        drawing.get_by_role("button", name="Save as PNG").click()
    assert kept.value.path().read_bytes()[1:4] == b"PNG"
    with page.expect_download() as kept:
        drawing.get_by_role("button", name="Save as CSV").click()
    assert kept.value.path().read_text().splitlines()[:2] == ["true class,cat,dog,owl", "cat,1,0,0"]
