"""How much of the machine others use, and how much memory our browser takes (Linux only)."""

import os
import time
from pathlib import Path

PROC = Path("/proc")
#: Cores used by other programs above which a measurement does not count as calm.
CALM = 0.3
#: Processor time seen of each process below this one, also of those that have ended: a browser's
#: renderers are often not its own children any more when it closes, and their time would be lost.
_seen: dict[int, int] = {}
#: Stands in `_seen` for programs that ended unseen.
ENDED = 0


def _family() -> list[int]:
    """This process and all below it."""
    children: dict[int, list[int]] = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(folder.name))
    found = [os.getpid()]
    for process in found:
        found.extend(children.get(process, []))
    return found


def own_ticks() -> int:
    """Processor time of this process and all that it ever started, as far as it was seen."""
    for process in _family():
        try:
            words = (PROC / str(process) / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        _seen[process] = int(words[11]) + int(words[12])
    return sum(_seen.values())


def own_program_ended(seconds: float) -> None:
    """Counts a program of ours that began and ended between two looks."""
    ended = _seen.get(ENDED, 0)
    _seen[ENDED] = ended + round(seconds * os.sysconf("SC_CLK_TCK"))


class ProcessorWatch:
    """Busy time of the machine less that of our own processes."""

    def __init__(self) -> None:
        self.known = (PROC / "stat").is_file()
        self._last = self._read()

    def _read(self) -> tuple[float, int, int]:
        if not self.known:
            return time.monotonic(), 0, 0
        fields = [int(word) for word in (PROC / "stat").read_text().split("\n")[0].split()[1:]]
        busy = sum(fields[index] for index in (0, 1, 2, 5, 6, 7))
        return time.monotonic(), busy, own_ticks()

    def mark(self) -> None:
        """Begins a measurement."""
        self._last = self._read()

    def foreign_cores(self) -> float:
        """Cores that others used since the mark."""
        (begun, busy0, own0), (now, busy1, own1) = self._last, self._read()
        ticks = (busy1 - busy0) - (own1 - own0)
        return max(0.0, ticks / os.sysconf("SC_CLK_TCK") / max(now - begun, 0.01))


class Patience:
    """Waits for a calm machine, but not longer than so many seconds in one whole bench."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def wait(self) -> None:
        """Returns when others have been quiet for a second, or patience is at its end."""
        watch = ProcessorWatch()
        while watch.known and self.left > 0:
            watch.mark()
            time.sleep(1)
            self.left -= 1
            if watch.foreign_cores() < CALM / 2:
                return


def browser_megabytes() -> dict[str, float]:
    """Memory (PSS) of the browser below this process: the largest page, and everything."""
    pages = [0.0]
    everything = 0.0
    for process in _family():
        folder = PROC / str(process)
        try:
            if "chrom" not in (folder / "comm").read_text():
                continue
            rows = (folder / "smaps_rollup").read_text().splitlines()
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        kilobytes = sum(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
        everything += kilobytes / 1024
        if b"--type=renderer" in words:
            pages.append(kilobytes / 1024)
    return {"tab": max(pages), "browser": everything}


def python_seconds() -> float:
    """Processor time of the page's workers so far: the same on a busy machine as on a calm one."""
    ticks = 0
    for process in _family():
        try:
            if "chrom" not in (PROC / str(process) / "comm").read_text():
                continue
            for task in (PROC / str(process) / "task").iterdir():
                if (task / "comm").read_text().startswith("DedicatedWorker"):
                    words = (task / "stat").read_text().rsplit(")", 1)[1].split()
                    ticks += int(words[11]) + int(words[12])
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")
