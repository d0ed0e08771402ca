"""Run while something runs: the program waits in sight, can be taken back, and has its turn."""

from __future__ import annotations

from playground_page import PlaygroundPage
from playwright.sync_api import Page, expect

SLEEP = "import time\nprint('first begun')\ntime.sleep({})\nprint('first ended')\n"


def waiting(playground: PlaygroundPage) -> list[str]:
    """Titles of what waits."""
    return playground.page.locator(".queue code").all_text_contents()


def test_a_program_waits_for_the_one_that_runs(playground: PlaygroundPage) -> None:
    playground.write_code(SLEEP.format(3))
    playground.start()
    playground.wait_output("first begun")
    playground.write_code("print('second', 6 * 7)\n")
    playground.start()
    expect(playground.page.locator(".queue li")).to_have_count(1)
    expect(playground.page.locator(".queue li")).to_contain_text("Next")
    playground.start()
    assert len(waiting(playground)) == 1, "the same program waits once"
    playground.write_code("print('typed after Run')\n")
    playground.wait_output("second 42")
    playground.wait_ready()
    output = playground.output()
    assert output.index("first ended") < output.index("second 42")
    assert "typed after Run" not in output, "what runs is what was there when Run was pressed"
    expect(playground.page.locator(".queue")).to_be_hidden()


def test_what_waits_can_be_taken_back_by_mouse_and_keyboard(playground: PlaygroundPage) -> None:
    page = playground.page
    playground.write_code(SLEEP.format(60))
    playground.start()
    playground.wait_output("first begun")
    for number in (1, 2, 3):
        playground.write_code(f"print('program', {number})\n")
        playground.start()
    expect(page.locator(".queue li")).to_have_count(3)
    page.locator(".queue button").nth(1).click()
    expect(page.locator(".queue li")).to_have_count(2)
    page.locator(".queue button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".queue li")).to_have_count(1)
    expect(page.locator(".queue button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".queue")).to_be_hidden()
    expect(playground.run_button).to_be_focused()
    playground.wait_state("running")
    playground.stop()
    playground.wait_ready()
    assert "program" not in playground.output()


def test_stop_takes_back_what_waits(playground: PlaygroundPage) -> None:
    playground.write_code(SLEEP.format(60))
    playground.start()
    playground.wait_output("first begun")
    playground.write_code("print('second')\n")
    playground.start()
    playground.stop()
    playground.wait_output("1 program that waited was taken back.")
    playground.wait_ready()
    assert "second\n" not in playground.output()
    assert playground.answer("6 * 7") == "42"


def test_an_entry_of_the_prompt_waits_too(playground: PlaygroundPage) -> None:
    playground.write_code(SLEEP.format(2))
    playground.start()
    playground.wait_output("first begun")
    playground.prompt.click()
    playground.page.keyboard.type("'from ' 'the prompt'")
    playground.page.keyboard.press("Escape")
    playground.page.keyboard.press("Enter")
    assert waiting(playground) == ["'from ' 'the prompt'"]
    playground.wait_output("from the prompt")
    playground.wait_ready()
    output = playground.output()
    assert output.index("first ended") < output.index("from the prompt")


def test_restart_forgets_what_waits(playground: PlaygroundPage) -> None:
    playground.write_code(SLEEP.format(60))
    playground.start()
    playground.wait_output("first begun")
    playground.write_code("print('second')\n")
    playground.start()
    playground.restart()
    expect(playground.page.locator(".queue")).to_be_hidden()
    assert "second\n" not in playground.output()


def test_the_queue_is_in_sight_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    playground = PlaygroundPage(page).open()
    playground.write_code(SLEEP.format(60))
    playground.start()
    playground.wait_output("first begun")
    playground.show("code")
    playground.write_code("print('a second program')\n")
    playground.start()
    playground.show("output")
    box = page.locator(".queue button").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390
    page.locator(".queue button").click()
    playground.stop()
    playground.wait_ready()
