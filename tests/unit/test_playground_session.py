"""A session runs code, shows values and reports errors as the page needs them."""

import builtins
import json
import signal
import sys
import time
import warnings

import pytest

from playground.host import SilentHost
from playground.page import install
from playground.session import Session
from playground.training import TrainingEvents


class RecordingHost(SilentHost):
    """Counts mask and unmask, and can press Stop inside the next wait."""

    def __init__(self):
        super().__init__()
        self.masked = True
        self.answer = "Ada"
        self.stop_in_wait = False
        self.lost = 0

    def stop_lost(self):
        self.lost += 1

    def mask(self):
        self.masked = True

    def unmask(self):
        self.masked = False

    async def sleep(self, milliseconds):
        self.masked = True
        if self.stop_in_wait:
            error = RuntimeError("stopped")
            error.code = "stopped"
            raise error

    async def ask(self, prompt):
        self.masked = True
        return self.answer


@pytest.fixture
def host():
    return RecordingHost()


@pytest.fixture
def session(host, monkeypatch):
    main = sys.modules["__main__"]
    session = Session()
    from playground.execution import run_in_new_loop

    session.attach(host, run_in_new_loop)
    yield session
    sys.modules["__main__"] = main


def run(session, source, kind="cell", filename="script.py"):
    return json.loads(session.run(source, kind, filename))


def shown(host):
    return [json.loads(bundle) for bundle in host.bundles]


def test_names_stay_for_the_next_run(session):
    assert run(session, "x = 20") == {"outcome": "ok"}
    assert run(session, "y = x + 1", "console", "repl") == {"outcome": "ok"}
    assert session.names["y"] == 21


def test_last_expression_is_shown_and_kept_in_underscore(session, host):
    run(session, "x = 3\nx * 2")
    run(session, "_ + 1", "console")
    assert [bundle["text/plain"] for bundle in shown(host)] == ["6", "7"]


@pytest.mark.parametrize("source", ["x = 1", "None", "1 + 1;", "1 + 1;  # quiet", ""])
def test_nothing_is_shown_without_a_value(session, host, source):
    assert run(session, source) == {"outcome": "ok"}
    assert host.bundles == []


def test_console_entry_waits_for_the_end_of_a_block(session):
    assert run(session, "for i in range(2):", "console") == {"outcome": "incomplete"}
    assert run(session, "for i in range(2):\n    x = i", "console") == {"outcome": "incomplete"}
    assert run(session, "for i in range(2):\n    x = i\n", "console") == {"outcome": "ok"}


def test_error_report_shows_only_lines_of_the_user(session):
    source = "import json\n\ndef read(text):\n    return json.loads(text)\n\nread('{')\n"
    result = run(session, source)
    report = result["error"]
    assert result["outcome"] == "error"
    assert report["name"] == "JSONDecodeError"
    assert 'File "script.py", line 6, in <module>' in report["traceback"]
    assert 'File "script.py", line 4, in read' in report["traceback"]
    assert "return json.loads(text)" in report["traceback"]
    assert "decoder.py" not in report["traceback"]
    assert "playground" not in report["traceback"]
    assert (report["line"], report["column"]) == (4, 12)


def test_error_marks_the_expression(session):
    report = run(session, "total = 0\nvalue = 1 + (2 / total)\n")["error"]
    assert "^" in report["traceback"]
    assert (report["line"], report["column"], report["endColumn"]) == (2, 14, 23)


def test_error_in_an_earlier_run_shows_its_own_text(session):
    run(session, "def fail():\n    raise KeyError('depth')")
    report = run(session, "\n\nfail()")["error"]
    assert "raise KeyError('depth')" in report["traceback"]
    assert report["message"] == "'depth'"
    assert report["line"] == 3


def test_chained_errors_are_trimmed_too(session):
    source = "import json\ntry:\n    json.loads('{')\n"
    source += "except ValueError as e:\n    raise TypeError('x') from e"
    text = run(session, source)["error"]["traceback"]
    assert "direct cause" in text
    assert "decoder.py" not in text


def test_syntax_error_has_its_place(session):
    report = run(session, "x = 1\ny = (2,,)\n")["error"]
    assert report["name"] == "SyntaxError"
    assert (report["line"], report["column"]) == (2, 8)
    assert 'File "script.py", line 2' in report["traceback"]


def test_deep_recursion_is_reported(session):
    report = run(session, "def f(): return f()\nf()")["error"]
    assert report["name"] == "RecursionError"
    assert len(report["traceback"]) < 3000


def test_exit_is_a_quiet_end(session):
    assert run(session, "import sys\nsys.exit()") == {"outcome": "ok"}


def test_keyboard_interrupt_keeps_names(session):
    assert run(session, "x = 5\nraise KeyboardInterrupt")["outcome"] == "stopped"
    assert session.names["x"] == 5


def test_code_runs_unmasked_and_everything_else_masked(session, host):
    session.names["probe"] = lambda: host.masked
    run(session, "inside = probe()")
    assert session.names["inside"] is False
    assert host.masked is True


def test_top_level_await(session, host):
    source = "import asyncio\nawait asyncio.sleep(0)\nawait asyncio.sleep(0, 'done')"
    assert run(session, source) == {"outcome": "ok"}
    assert shown(host) == [{"text/plain": "'done'"}]


def test_error_inside_awaited_code(session):
    source = "async def f():\n    raise ValueError('no')\nawait f()"
    report = run(session, source)["error"]
    assert report["message"] == "no"
    assert "execution.py" not in report["traceback"]
    assert report["line"] == 2


def test_interrupt_inside_awaited_code_stops(session):
    source = "async def f():\n    raise KeyboardInterrupt\nawait f()"
    assert run(session, source)["outcome"] == "stopped"


def test_stop_ends_an_endless_await(session, host):
    async def stopped():
        return None

    host.stopped = stopped
    source = "import asyncio\ntry:\n    await asyncio.sleep(60)\nfinally:\n    cleaned = True"
    started = time.monotonic()
    assert run(session, source)["outcome"] == "stopped"
    assert time.monotonic() - started < 5
    assert session.names["cleaned"] is True


@pytest.fixture
def installed(session, host, monkeypatch):
    from playground.execution import run_in_new_loop

    monkeypatch.setattr(time, "sleep", time.sleep)
    monkeypatch.setattr(builtins, "input", builtins.input)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.setattr(warnings, "formatwarning", warnings.formatwarning)
    handler = signal.getsignal(signal.SIGINT)
    install(session, host, run_in_new_loop)
    yield session
    signal.signal(signal.SIGINT, handler)


def test_sleep_and_input_wait_for_the_page(installed, host):
    assert run(installed, "import time\ntime.sleep(0.01)\nname = input('Who? ')") == {
        "outcome": "ok"
    }
    assert installed.names["name"] == "Ada"
    host.stop_in_wait = True
    assert run(installed, "time.sleep(100)")["outcome"] == "stopped"
    host.answer = None
    assert run(installed, "input()")["error"]["name"] == "EOFError"
    assert run(installed, "time.sleep(-1)")["error"]["name"] == "ValueError"


def test_a_warning_names_the_line_of_the_user(installed):
    told = []
    installed.names["tell"] = lambda *about: told.append(warnings.formatwarning("slow", *about))
    run(
        installed, "import inspect\ntell(UserWarning, inspect.currentframe().f_code.co_filename, 2)"
    )
    # A line of the library is of no interest; the one that led to it is.
    run(installed, "\n\ntell(DeprecationWarning, 'library.py', 70)", "console", "console")
    assert told == [
        "Warning (script.py, line 2): slow\n",
        "DeprecationWarning (console, line 3): slow\n",
    ]


@pytest.mark.parametrize(("error", "lost"), [("KeyboardInterrupt", 1), ("ValueError", 0)])
def test_a_stop_that_python_drops_comes_again(installed, host, capsys, error, lost):
    run(installed, f"class Dropped:\n    def __del__(self): raise {error}\nDropped()\nNone")
    assert host.lost == lost
    assert (error in capsys.readouterr().err) is (lost == 0)


def test_variables_lists_what_the_user_made(session):
    run(session, "import json\ncount = 3\nwords = ['a'] * 50\n_hidden = 1\ndef f(): pass")
    names = {item["name"]: item for item in json.loads(session.variables())["names"]}
    assert set(names) == {"count", "words"}
    assert names["words"]["count"] == 50
    assert json.loads(session.variables("cou"))["total"] == 1


def test_a_missing_module_says_what_is_there(session):
    message = run(session, "import pandas_of_old")["error"]["message"]
    assert message.startswith("No module named 'pandas_of_old'. Here are Python's own modules")
    assert "files beside your program" in message
    inner = run(session, "import json.nothing")["error"]["message"]
    assert "Here are" not in inner


def test_training_events_reach_the_page(host, monkeypatch):
    import types

    events = types.ModuleType("p_vision.events")
    subscribers = []
    events.subscribe = lambda callback: subscribers.append(callback)
    monkeypatch.setitem(sys.modules, "p_vision.events", events)
    TrainingEvents().follow(host)
    subscribers[0]({"event": "progress", "logs": {"loss": float("nan")}})
    assert json.loads(host.events[0]) == {"event": "progress", "logs": {"loss": None}}
