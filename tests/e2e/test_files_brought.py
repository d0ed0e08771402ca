"""Files come and go: dropped, opened by Python, listed, saved, kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const target = document.querySelector("#editor .cm-content");
  for (const type of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, {
      dataTransfer: data, bubbles: true, cancelable: true, composed: true,
    }));
  }
}"""


def test_a_dropped_file_is_there_for_python_also_after_a_restart(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    before = playground.code
    page.evaluate(DROP, ["height.csv", "name,cm\nAda,171\n"])
    playground.wait_output('height.csv (16 B) is here: open("height.csv")')
    assert playground.code == before, "the program is not touched"
    playground.write_code("print(open('height.csv').read().split()[1])\n")
    assert "Ada,171" in playground.run()
    page.reload()
    playground.wait_ready()
    assert "Ada,171" in playground.run()


def test_the_list_shows_saves_and_removes(page: Page, tmp_path: Path) -> None:
    playground = PlaygroundPage(page).open()
    playground.run("open('made.txt', 'w').write('by Python')\n")
    mine = tmp_path / "mine.txt"
    mine.write_text("by me")
    page.click("#files-button")
    page.set_input_files("#files-field", mine)
    rows = page.locator("#files-dialog .file-path")
    expect(rows).to_have_text(["made.txt9 B", "mine.txt5 B"])
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save made.txt").click()
    assert saved.value.path().read_text() == "by Python"
    page.get_by_role("button", name="Remove mine.txt").click()
    expect(rows).to_have_text(["made.txt9 B"])


def test_a_dropped_program_opens_as_ones_own(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    page.evaluate(DROP, ["lesson.py", "print('lesson')\n"])
    expect(page.locator("#file-name")).to_have_text("lesson.py")
    expect(page.locator("#picker-current")).to_have_text("lesson")
    expect(playground.editor).to_contain_text("print('lesson')")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_dialogs(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    PlaygroundPage(page).open()
    page.click("#files-button")
    expect(page.locator("#files-dialog li")).to_have_text("No files yet.")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    page.keyboard.press("F1")
    expect(page.locator("#shortcuts-dialog")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
