"""Python can always be ended and started again; the text stays."""

from __future__ import annotations

from playground_page import PlaygroundPage
from playwright.sync_api import expect

STUBBORN = """\
made = 1
print("begun")
while True:
    try:
        while True:
            pass
    except KeyboardInterrupt:
        print("I go on")
"""


def test_a_second_press_ends_what_goes_on_after_stop(playground: PlaygroundPage) -> None:
    playground.write_code(STUBBORN)
    playground.start()
    playground.wait_output("begun")
    playground.stop()
    playground.wait_output("I go on")
    expect(playground.stop_button).to_have_text("Force stop")
    playground.stop()
    playground.wait_output("Its names and models are gone")
    playground.wait_ready()
    assert playground.code == STUBBORN
    assert "NameError" in playground.ask("made")
    assert playground.answer("6 * 7") == "42"


def test_one_press_is_enough_where_python_cannot_answer(playground: PlaygroundPage) -> None:
    playground.write_code("print('begun')\nsum(range(10**12))\n")
    playground.start()
    playground.wait_output("begun")
    playground.stop()
    playground.wait_output("Python did not answer Stop")
    playground.wait_ready()
    assert playground.answer("6 * 7") == "42"


def test_restart_forgets_names_and_keeps_the_text(playground: PlaygroundPage) -> None:
    playground.run("from p_vision import Dense\nlayer = Dense(3)\nprint('made')\n")
    playground.restart()
    assert "NameError" in playground.ask("layer")
    playground.clear()
    assert "made" in playground.run(), "the program runs as it did"


def test_restart_in_the_middle_of_a_program(playground: PlaygroundPage) -> None:
    playground.write_code("print('begun')\nwhile True:\n    pass\n")
    playground.start()
    playground.wait_output("begun")
    playground.restart()
    assert playground.answer("6 * 7") == "42"


def test_a_crash_of_python_is_told_and_mended(playground: PlaygroundPage) -> None:
    playground.write_code("import os\nprint('begun')\nos.abort()\n")
    playground.start()
    playground.wait_state("crashed", 20_000)
    expect(playground.log).to_contain_text("Your text is safe")
    playground.restart()
    assert playground.answer("6 * 7") == "42"
    assert "Aborted" in playground.records.complaints[0]
    playground.records.complaints.clear()
