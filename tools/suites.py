"""All tests, one suite after the other, and one closing line over all of them."""

import os
import re
import subprocess
import time
from dataclasses import dataclass

from lint import checks
from native import CARGO_ENVIRONMENT, FEATURES
from places import ROOT, VENV_PYTHON, node_program
from step import StepFailed

PYTEST = [str(VENV_PYTHON), "-m", "pytest", "--quiet"]
# More browsers than these wait for one another's processors longer than tests are patient.
AT_ONCE = str(max(1, min(os.cpu_count() or 1, 4)))
SIDE_BY_SIDE = ["--numprocesses", AT_ONCE, "--dist"]
# How each runner says what it did: words before a count, or after it.
COUNTS = {
    "passed": re.compile(r"\b(\d+) passed"),
    "failed": re.compile(r"\b(\d+) (?:failed|errors?)\b"),
    "skipped": re.compile(r"\b(\d+) (?:skipped|ignored)"),
}
SUMMARY = re.compile(r"^(test result: |=* ?.*\b\d+ (passed|failed|error).* in [\d.:]+|\s*Tests )")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Suite:
    name: str
    command: list[str]


def suites() -> list[Suite]:
    chosen = [
        Suite("engine (Rust)", ["cargo", "test", *FEATURES, "--no-fail-fast"]),
        Suite("page (vitest)", [node_program("vitest"), "run"]),
        Suite("python", [*PYTEST, *SIDE_BY_SIDE, "worksteal", "tests/unit", "tests/parity"]),
        Suite("examples in docstrings", [*PYTEST, "--doctest-modules", "py"]),
        Suite("server", [*PYTEST, "tests/server"]),
        # The tests of a file share one page.
        Suite("browser", [*PYTEST, *SIDE_BY_SIDE, "loadfile", "tests/e2e"]),
    ]
    return [suite for suite in chosen if has_tests(suite)]


def has_tests(suite: Suite) -> bool:
    folders = [word for word in suite.command if word.startswith("tests/")]
    return not folders or any((ROOT / folder).is_dir() for folder in folders)


def run_suites() -> None:
    totals = dict.fromkeys(COUNTS, 0)
    broken = []
    for name, command in checks():
        ok, _ = stream(f"lint: {name}", command)
        totals["passed" if ok else "failed"] += 1
        if not ok:
            broken.append(name)
    for suite in suites():
        ok, counts = stream(suite.name, suite.command)
        for kind, count in counts.items():
            totals[kind] += count
        if not ok:
            broken.append(suite.name)
            # A suite that could not even start counts as one failure.
            totals["failed"] += 0 if counts["failed"] else 1
    skipped = f", {totals['skipped']} skipped" if totals["skipped"] else ""
    if broken:
        print(f"\nFailed: {', '.join(broken)}")
    print(f"\n{totals['passed']} passed, {totals['failed']} failed{skipped}", flush=True)
    if broken:
        raise StepFailed("")


def stream(name: str, command: list[str]) -> tuple[bool, dict[str, int]]:
    """Runs a suite with its output shown, and counts what its summary lines say."""
    print(f"\n> {name}", flush=True)
    started = time.monotonic()
    counts = dict.fromkeys(COUNTS, 0)
    env = {**os.environ, **CARGO_ENVIRONMENT}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        text=True,
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            plain = COLOURS.sub("", line)
            if SUMMARY.match(plain):
                for kind, pattern in COUNTS.items():
                    counts[kind] += sum(int(number) for number in pattern.findall(plain))
    print(f"  {name}: {time.monotonic() - started:.0f} s", flush=True)
    return process.returncode == 0, counts
