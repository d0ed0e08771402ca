"""Development mode: builds the site anew when a source file changes."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["Rebuilder", "source_files"]

WATCHED = ("py", "web", "index.html", "vite.config.ts")
SKIPPED = {"__pycache__", "node_modules"}
MADE = {".so", ".pyc", ".partial"}


def source_files(root: Path) -> Iterator[Path]:
    """The files whose change asks for a new build."""
    for name in WATCHED:
        place = root / name
        for path in [place] if place.is_file() else place.rglob("*"):
            if path.is_file() and path.suffix not in MADE and not SKIPPED & set(path.parts):
                yield path


class Rebuilder:
    """Looks at the sources twice a second and rebuilds after a change.

    Args:
        root: The clone.
        build: What to do after a change; by default `tools rebuild`.
        seconds: Time between two looks.
    """

    def __init__(
        self, root: Path, build: Callable[[], None] | None = None, seconds: float = 0.5
    ) -> None:
        self.root = root
        self.build = build or self.run_tools
        self.seconds = seconds
        self.stopped = threading.Event()
        self.seen = self.state()

    def start(self) -> None:
        """Watches in a thread that ends with the program."""
        threading.Thread(target=self.watch, daemon=True, name="rebuild").start()

    def stop(self) -> None:
        """Ends the watching."""
        self.stopped.set()

    def watch(self) -> None:
        """Looks until stopped."""
        while not self.stopped.wait(self.seconds):
            self.look()

    def look(self) -> bool:
        """Rebuilds if something changed since the last look; says whether it did."""
        now = self.state()
        if now == self.seen:
            return False
        changed = sorted(path for path in now.keys() | self.seen.keys() if differs(path, now, self))
        self.seen = now
        print(f"Changed: {', '.join(path.name for path in changed[:3])}. Building.", flush=True)
        self.build()
        return True

    def state(self) -> dict[Path, int]:
        """The time of last change of every source file."""
        found = {}
        for path in source_files(self.root):
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:
                continue
        return found

    def run_tools(self) -> None:
        """Builds the site; a failure is shown and the server goes on with the old one."""
        done = subprocess.run([sys.executable, "tools", "rebuild"], cwd=self.root, check=False)
        print("Built. Reload the page." if done.returncode == 0 else "Not built.", flush=True)


def differs(path: Path, now: dict[Path, int], rebuilder: Rebuilder) -> bool:
    """Whether a file is new, gone or changed."""
    return now.get(path) != rebuilder.seen.get(path)
