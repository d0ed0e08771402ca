"""One Python session: names shared by the editor and the REPL, run one piece of code at a time."""

import builtins
import importlib
import json
import sys
import types
from typing import Any

from playground import completion, figures, hover, signatures, syntax, variables
from playground.cells import SourceBook, compile_cell, is_incomplete
from playground.display import mime_bundle
from playground.execution import Runner, RunSync, run_in_new_loop
from playground.host import AnyHost, SilentHost
from playground.own_modules import forget_own_modules
from playground.tracebacks import describe_error
from playground.training import TrainingEvents

_COMPILE_ERRORS = (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError)


class Session:
    """Runs code and answers questions about the names it left.

    Args:
        module: the module whose names the code sees; a new `__main__` by default.

    Example:
        >>> session = Session()
        >>> json.loads(session.run("x = 1 + 1", "cell", "script.py"))
        {'outcome': 'ok'}
        >>> session.names["x"]
        2
    """

    def __init__(self, module: types.ModuleType | None = None) -> None:
        self._module = module or types.ModuleType("__main__")
        self.names: dict[str, Any] = vars(self._module)
        self.names.setdefault("__builtins__", builtins)
        self._book = SourceBook()
        self._before = frozenset(sys.modules)
        self._training = TrainingEvents(lambda name: self._looking().begun(name))
        self._look: Any = None
        self.attach(SilentHost(), run_in_new_loop)

    def attach(self, host: AnyHost, run_sync: RunSync) -> None:
        """Connects the session with the page: from here on output goes to `host`."""
        self._host = host
        self._runner = Runner(host, run_sync)
        self.names["display"] = self.display
        sys.modules["__main__"] = self._module
        self._training.follow(host)

    def run(self, source: str, kind: str, filename: str) -> str:
        """Runs `source` and returns how it ended, as JSON.

        Args:
            source: the text.
            kind: "cell", or "console" for a REPL entry, which may be incomplete.
            filename: the name that tracebacks show.

        Returns:
            `{"outcome": "ok" | "error" | "stopped" | "incomplete", "error": report}`.
        """
        self._host.mask()
        try:
            return json.dumps(self._run(source, kind, filename))
        except KeyboardInterrupt:
            return json.dumps({"outcome": "stopped"})
        finally:
            self._host.mask()
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            self._host.flush()

    def _run(self, source: str, kind: str, filename: str) -> dict[str, Any]:
        if kind == "console" and is_incomplete(source):
            return {"outcome": "incomplete"}
        self._training.follow(self._host)
        if kind == "cell":
            forget_own_modules(kept=self._before)
        name = self._book.add(source, filename)
        try:
            cell = compile_cell(source, name)
        except _COMPILE_ERRORS as error:
            return self._failed(error.with_traceback(None), name)
        try:
            self._runner.execute(cell.body, self.names)
            if cell.value is not None:
                value = self._runner.execute(cell.value, self.names)
                self._show_value(value)
        except KeyboardInterrupt:
            return {"outcome": "stopped"}
        except SystemExit as error:
            if error.code not in (None, 0):
                print(error.code, file=sys.stderr)
        except BaseException as error:
            return self._failed(error, name)
        finally:
            self._host.mask()
            figures.show_open_figures(self.display)
        return {"outcome": "ok"}

    def _failed(self, error: BaseException, name: str) -> dict[str, Any]:
        vars(sys)["last_exc"] = error
        report = describe_error(error, self.shown_name, name)
        return {"outcome": "error", "error": report}

    def shown_name(self, filename: str) -> str | None:
        """The name the user knows for a file of theirs; None for any other."""
        return self._book.shown_name(filename)

    def _show_value(self, value: object) -> None:
        if value is not None:
            builtins._ = value  # type: ignore[attr-defined]
            self._runner.guarded(lambda: self.display(value))

    def display(self, *values: object) -> None:
        """Shows values in the page in their richest form; also a name in every script."""
        for value in values:
            sys.stdout.flush()
            self._host.flush()
            self._host.display(json.dumps(mime_bundle(value)))

    def complete(self, source: str, offset: int) -> str:
        """Completions at `offset` in `source`, as JSON."""
        return json.dumps(completion.complete(source, offset, self.names))

    def signature(self, source: str, offset: int) -> str:
        """The signature of the call around `offset`, as JSON; "null" outside of a call."""
        return json.dumps(signatures.signature_at(source, offset, self.names))

    def hover(self, source: str, offset: int) -> str:
        """What is known of the name at `offset`, as JSON; "null" where nothing is."""
        return json.dumps(hover.hover_at(source, offset, self.names))

    def check(self, source: str) -> str:
        """The first place of `source` that Python cannot read, as JSON; "null" where it can."""
        return json.dumps(syntax.problem_in(source))

    def look(self, what: str, options: str) -> str:
        """What the page wants to see of the models; options and answer are JSON."""
        self._host.mask()
        return json.dumps(self._looking().answer(what, json.loads(options)), default=str)

    def _looking(self) -> Any:
        if self._look is None:
            self._look = importlib.import_module("playground.look").Look(self.names)
        return self._look

    def widget(self, name: str, message: str) -> str:
        """What `p_vision.ui` answers to an input of the page, both as JSON."""
        self._host.mask()
        ui = sys.modules.get("p_vision.ui")
        return str(ui.answer(name, message)) if ui else '{"kind": "gone"}'

    def demos(self, message: str) -> str:
        """What the page can share of the models that the program showed, as JSON."""
        self._host.mask()
        ui = sys.modules.get("p_vision.ui")
        return str(ui.demos(message)) if ui else "{}"

    def variables(self, wanted: str = "") -> str:
        """The names that the user's code defined and that hold `wanted`, as JSON."""
        self._host.mask()
        return json.dumps(variables.describe(self.names, wanted))
