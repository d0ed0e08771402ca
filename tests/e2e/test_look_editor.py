"""Help while one writes: hover, completion before Python, marks of mistakes, and formatting."""

from __future__ import annotations

import pytest
from playground_page import PlaygroundPage
from playwright.sync_api import Page, Route, expect

TOOLTIP = ".cm-signature"


@pytest.fixture
def without_python(page: Page) -> PlaygroundPage:
    """A page whose Python never arrives."""

    def wait(route: Route) -> None:
        return

    page.context.route("**/pyodide/**", wait)
    return PlaygroundPage(page).open(ready=False)


def type_code(playground: PlaygroundPage, text: str) -> None:
    playground.write_code("")
    playground.page.keyboard.insert_text(text)


def test_hover_knows_p_vision_before_python(without_python: PlaygroundPage) -> None:
    playground, page = without_python, without_python.page
    playground.write_code("from p_vision import Dense\nlayer = Dense(8)\n")
    word = page.locator("#editor .cm-line").nth(1).get_by_text("Dense")
    word.hover()
    expect(page.locator(TOOLTIP)).to_contain_text("Dense(units, activation=None")
    expect(page.locator(TOOLTIP)).to_contain_text("fully connected")


def test_hover_by_keyboard(without_python: PlaygroundPage) -> None:
    playground, page = without_python, without_python.page
    playground.write_code("from p_vision import Dense\nDense")
    page.keyboard.press("Shift+F1")
    expect(page.locator(TOOLTIP)).to_contain_text("units, activation=None")
    expect(page.locator("#announcer")).to_contain_text("fully connected")
    page.keyboard.press("Escape")
    expect(page.locator(TOOLTIP)).to_have_count(0)


def test_completion_and_signature_before_python(without_python: PlaygroundPage) -> None:
    playground, page = without_python, without_python.page
    type_code(playground, "from p_vision.layers import GlobalMaxP")
    page.keyboard.press("Control+Space")
    offered = page.locator(".cm-tooltip-autocomplete li", has_text="GlobalMaxPooling1D")
    expect(offered).to_be_visible(timeout=15_000)
    page.keyboard.press("Escape")
    playground.write_code("from p_vision import Dense\nDense")
    page.keyboard.type("(")
    expect(page.locator(f"{TOOLTIP} b")).to_have_text("units")


def test_hover_shows_what_a_name_holds(playground: PlaygroundPage) -> None:
    playground.run("import numpy as np\ndata = np.zeros((3, 2))\n")
    page = playground.page
    page.locator("#editor .cm-line").nth(1).click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+F1")
    expect(page.locator(TOOLTIP)).to_contain_text("data: ndarray")
    expect(page.locator(TOOLTIP)).to_contain_text("shape (3, 2), float64")
    page.keyboard.press("Escape")


def test_a_mistake_is_marked_while_one_writes_and_goes_with_the_next_key(
    playground: PlaygroundPage,
) -> None:
    page = playground.page
    type_code(playground, "x = = 2")
    mark = page.locator("#editor .cm-lintRange-warning")
    expect(mark).to_be_visible()
    expect(page.locator("#editor .cm-lint-marker")).to_have_count(0)
    page.keyboard.press("Backspace")
    expect(mark).to_have_count(0)


def test_the_mark_of_an_error_goes_when_its_text_changes(playground: PlaygroundPage) -> None:
    page = playground.page
    playground.run("a = 1\nb = a / 0\n")
    expect(page.locator("#editor .cm-lintRange-error")).to_have_text("a / 0")
    page.locator("#editor .cm-line").first.click()
    page.keyboard.press("End")
    page.keyboard.type("2")
    expect(page.locator("#editor .cm-lintRange-error")).to_have_count(0)


def test_formatting_keeps_the_cursor_and_is_undone_at_once(playground: PlaygroundPage) -> None:
    page = playground.page
    untidy = "x=[1,2 ,\n   3]\n\n\n\n\ny  =  'a'\nz = 3"
    playground.write_code(untidy)
    page.keyboard.press("End")
    page.keyboard.press("ControlOrMeta+Shift+F")
    expect(page.locator("#saved-note")).to_have_text("Formatted", timeout=20_000)
    page.keyboard.insert_text("0")
    assert playground.code == 'x = [1, 2, 3]\n\n\ny = "a"\nz = 30\n'
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ControlOrMeta+z")
    page.keyboard.press("ControlOrMeta+z")
    assert playground.code == untidy
    playground.write_code("x = = 2")
    page.click("#format-button")
    expect(page.locator("#saved-note")).to_contain_text("Python cannot read this yet")
    assert playground.code == "x = = 2"


def test_a_changed_file_is_read_anew(page: Page) -> None:
    playground = PlaygroundPage(page).open()
    playground.write_code("import tools_of_mine\nprint(tools_of_mine.VALUE)\n")
    page.click("#new-file")
    page.fill("#file-field", "tools_of_mine.py")
    page.keyboard.press("Enter")
    playground.write_code("VALUE = 'first'\n")
    assert "first" in playground.run()
    playground.write_code("VALUE = 'second'\n")
    assert "second" in playground.run()


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("a = 1\na = 2", ["Mod+Home", "Mod+d", "Mod+d", "b"], "b = 1\nb = 2"),
        ("a\nb\nc", ["Mod+Home", "Mod+Alt+ArrowDown", "x"], "xa\nxb\nc"),
        ("a\nb", ["Mod+Home", "Mod+/"], "# a\nb"),
        ("a\nb", ["Mod+Home", "Alt+ArrowDown"], "b\na"),
        ("ab", ["Mod+Home", "Tab"], "    ab"),
    ],
)
def test_keys_of_the_list(page: Page, text: str, keys: list[str], after: str) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code(text)
    for key in keys:
        page.keyboard.press(key.replace("Mod", "ControlOrMeta"))
    assert playground.code == after


def test_find_and_replace(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    playground.write_code("one = 1\ntwo = one\n")
    page.keyboard.press("ControlOrMeta+f")
    panel = page.locator(".cm-search")
    panel.get_by_role("textbox", name="Find").fill("one")
    panel.get_by_role("textbox", name="Replace").fill("three")
    panel.get_by_role("button", name="replace all").click()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert playground.code == "three = 1\ntwo = three\n"


def test_files_are_named_deleted_and_brought_back(page: Page) -> None:
    playground = PlaygroundPage(page).open(ready=False)
    page.click("#new-file")
    for wrong in ("", "a/b.py", "..", "mnist_convnet.py"):
        page.fill("#file-field", wrong)
        page.keyboard.press("Enter")
        expect(page.locator("#file-problem")).not_to_be_empty()
    page.fill("#file-field", "notes_of_mine.py")
    page.keyboard.press("Enter")
    playground.write_code("KEPT = 1\n")
    page.get_by_role("button", name="Rename or delete notes_of_mine.py").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#file-name")).to_be_visible()
    page.get_by_role("button", name="Bring notes_of_mine.py back").click()
    expect(page.locator("#file-tabs [aria-current=true]")).to_have_text("notes_of_mine.py")
    assert playground.code == "KEPT = 1\n"
