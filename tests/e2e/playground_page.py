"""The playground as a person uses it: tests speak to this, and only this knows the page's ids."""

from __future__ import annotations

from typing import Any, Literal

from browser_records import Records
from playwright.sync_api import Locator, Page, expect

View = Literal["code", "output", "chart", "model", "variables", "computer"]

#: Cold start of Python on a busy machine, and one training of the examples.
BOOT = 120_000
RUN = 180_000

_PASTE = """(element, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  element.dispatchEvent(new ClipboardEvent("paste", {
    clipboardData: data, bubbles: true, cancelable: true,
  }));
}"""


class PlaygroundPage:
    """One open page.

    Args:
        page: Playwright's page; its base URL is the server's address.
        records: what the browser reports, where a test wants to know.
    """

    def __init__(self, page: Page, records: Records | None = None) -> None:
        self.page = page
        self._records = records
        self.editor = page.locator("#editor .cm-content")
        self.prompt = page.locator("#prompt-editor .cm-content")
        self.log = page.locator("#log")
        self.errors = self.log.locator(".error")
        self.status = page.locator("#status")
        self.run_button = page.locator("#run-button")
        self.stop_button = page.locator("#stop-button")

    @property
    def records(self) -> Records:
        """What the browser has reported."""
        assert self._records is not None
        return self._records

    def open(self, path: str = "/", ready: bool = True) -> PlaygroundPage:
        """Go to the page; with `ready`, wait until Python is."""
        self.page.goto(path)
        expect(self.editor).to_be_visible()
        if ready:
            self.wait_ready()
        return self

    def open_without_python(self, path: str = "/") -> PlaygroundPage:
        """Go to the page as on a network that never brings Python's files.

        What the test looks at then has the processors to itself.
        """
        self.page.route("**/pyodide/**", lambda route: None)
        return self.open(path, ready=False)

    # Programs

    @property
    def code(self) -> str:
        """The whole text in the editor, also the lines out of sight."""
        return self._copied(self.editor)

    def write_code(self, text: str) -> None:
        """Replace the text in the editor."""
        self._replace(self.editor, text)

    def choose_example(self, name: str) -> None:
        """Open an example by its id, such as "xor"."""
        self.page.click("#picker-button")
        self.page.click(f'[data-example="{name}"]')

    def start(self) -> None:
        """Press Run and go on at once."""
        self.run_button.click()

    def run(self, code: str | None = None, timeout: float = RUN) -> str:
        """Run the program (or `code` in its place) to its end and return all output."""
        if code is not None:
            self.write_code(code)
        self.start()
        self.wait_ready(timeout)
        return self.output()

    def ask(self, entry: str, timeout: float = RUN) -> str:
        """Enter something at the prompt, wait for the answer and return all output."""
        self._replace(self.prompt, entry)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Enter")
        if "\n" in entry:
            # A block ends with an empty line.
            self.page.keyboard.press("Enter")
        expect(self.log.locator(".echo").last).to_contain_text(entry.splitlines()[0])
        self.wait_ready(timeout)
        return self.output()

    def answer(self, entry: str, timeout: float = RUN) -> str:
        """Enter something at the prompt and return only what it showed."""
        self.ask(entry, timeout)
        for _ in range(40):
            if shown := self._after_last_echo():
                break
            # What was printed is drawn in the next frames; a busy machine takes its time for them.
            self.page.wait_for_timeout(50)
        return "\n".join(shown)

    def _after_last_echo(self) -> list[str]:
        shown: list[str] = self.log.locator(".echo").last.evaluate(
            """echo => {
              const shown = [];
              for (let next = echo.nextElementSibling; next; next = next.nextElementSibling) {
                if (!next.classList.contains("note")) shown.push(next.textContent.trim());
              }
              return shown;
            }"""
        )
        return shown

    def stop(self) -> None:
        """Press Stop once."""
        self.stop_button.click()

    def restart(self) -> None:
        """Press Restart, say yes where the page asks, and wait for Python."""
        self.page.click("#restart-button")
        dialog = self.page.locator("#restart-dialog")
        if dialog.is_visible():
            dialog.get_by_role("button", name="Restart").click()
        self.wait_state("booting", 5_000)
        self.wait_ready()

    # What the page says

    def wait_state(self, state: str, timeout: float = BOOT) -> None:
        """Wait for "booting", "ready", "running", "stopping", "crashed" or "failed"."""
        expect(self.status).to_have_attribute("data-state", state, timeout=timeout)

    def wait_ready(self, timeout: float = BOOT) -> None:
        """Wait until Python is ready and nothing waits for it."""
        self.wait_state("ready", timeout)
        expect(self.run_button).to_have_attribute("aria-disabled", "false", timeout=timeout)

    def wait_output(self, text: str, timeout: float = RUN) -> None:
        """Wait until the output contains `text`."""
        expect(self.log).to_contain_text(text, timeout=timeout)

    def output(self) -> str:
        """Everything shown in the output."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done()))")
        return "\n".join(self.log.locator(":scope > *").all_text_contents())

    def clear(self) -> None:
        """Empty the output."""
        self.page.click("#clear-output")

    # Views

    def show(self, view: View) -> Locator:
        """Choose a view's tab and return the view."""
        self.page.locator(f'[role="tab"][aria-controls="{view}-panel"]:visible').click()
        return self.page.locator(f"#{view}-panel")

    def metrics(self) -> list[str]:
        """Names of the curves in the chart, in their order."""
        charts = self.page.locator("#chart-panel .chart")
        return [chart.get_attribute("data-metric") or "" for chart in charts.all()]

    def epochs(self) -> list[dict[str, float]]:
        """The chart as a table: one dictionary for each epoch of the latest run."""
        button = self.page.locator("#chart-panel [aria-expanded]")
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        rows: list[list[str]] = self.page.locator("#chart-panel .chart-table tr").evaluate_all(
            "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
        )
        if not rows:
            return []
        titles = [title.lower().replace("validation ", "val_") for title in rows[0][:-1]]
        return [
            {title: float(cell) for title, cell in zip(titles, row, strict=False)}
            for row in rows[1:]
        ]

    def stored(self, key: str) -> Any:
        """A value the page keeps in the browser."""
        return self.page.evaluate("key => localStorage.getItem('p_vision.' + key)", key)

    def _replace(self, field: Locator, text: str) -> None:
        field.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        field.evaluate(_PASTE, text)

    def _copied(self, field: Locator) -> str:
        field.click()
        self.page.keyboard.press("ControlOrMeta+a")
        text: str = field.evaluate(
            """element => {
              const data = new DataTransfer();
              element.dispatchEvent(new ClipboardEvent("copy", {
                clipboardData: data, bubbles: true, cancelable: true,
              }));
              return data.getData("text/plain");
            }"""
        )
        return text
