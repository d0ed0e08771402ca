"""Speed, beside other libraries in the same minutes: `make bench`, or `python tests/bench/run.py`.

The page is the built one and is used as a person uses it: programs go through its editor. Peers
are measured where their folder is there. Rounds take turns, so that all see the same machine.
"""

import argparse
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import natively
import ours
import parts
import peers
from chromium import fresh_page
from history import record
from locations import SITE
from playwright.sync_api import Error, sync_playwright
from processor import Patience, ProcessorWatch
from results import OURS, Results
from serving import own_server, peer_server
from table import render

KINDS = ("sizes", "start", "cpu", "peers", "native", "wgpu", "memory")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2, help="of cpu, peers and start")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--programs", nargs="+", choices=ours.CPU, default=ours.CPU)
    parser.add_argument("--epochs", type=int, default=2, help="over MNIST, for the memory")
    parser.add_argument("--patience", type=float, default=40, help="seconds for a calm machine")
    parser.add_argument("--site", type=Path, default=SITE, help="another built page, to compare")
    parser.add_argument("--real-gpu", action="store_true", help="no software adapter")
    parser.add_argument("--record", action="store_true", help="add to bench/history.json")
    return parser.parse_args()


class Bench:
    """One whole run."""

    def __init__(self, wanted: argparse.Namespace, stack: ExitStack) -> None:
        self.wanted = wanted
        self.results = Results()
        self.playwright = stack.enter_context(sync_playwright())
        self.address = stack.enter_context(own_server(wanted.site))
        self.with_peers = "peers" in wanted.only and peers.are_there()
        if self.with_peers:
            peers.install()
            self.peers_address = stack.enter_context(peer_server())
        self.patience = Patience(wanted.patience)
        self.watch = ProcessorWatch()
        self.begun = time.monotonic()

    def say(self, text: str) -> None:
        """One line with the time since the start."""
        print(f"{time.monotonic() - self.begun:5.0f} s  {text}", flush=True)

    def part(self, owner: str, name: str, work: Callable[[], dict[str, float]]) -> None:
        """Measures one thing; what fails is named, and the rest goes on."""
        self.patience.wait()
        self.watch.mark()
        try:
            numbers = work()
        except (RuntimeError, AssertionError, Error) as error:
            self.say(f"{owner}: {name} FAILED: {str(error)[:300]}")
            return
        foreign = self.watch.foreign_cores()
        self.results.add(owner, numbers, foreign)
        self.say(f"{owner}: {name} (others used {foreign:.1f} cores)")

    def round(self) -> None:
        """Everything that is repeated."""
        page = (self.playwright, self.address, self.wanted.real_gpu)
        if "start" in self.wanted.only:
            self.part(OURS, "start", lambda: ours.measure_start(*page))
        if "cpu" in self.wanted.only:
            for name in self.wanted.programs:
                self.part(OURS, name, partial(ours.measure_cpu, *page, [name]))
        if "native" in self.wanted.only:
            for owner, (backend, python) in natively.owners().items():
                self.part(owner, "native", partial(natively.measure, backend, python, self.say))
        for peer in peers.PAGES if self.with_peers else ():
            there = (self.playwright, self.peers_address, peer, self.wanted.real_gpu)
            self.part(peer, "all", partial(peers.measure, *there, self.say))

    def run(self) -> None:
        """All that was asked for."""
        if "sizes" in self.wanted.only:
            self.results.add(OURS, parts.measure(self.wanted.site), 0.0)
        for _ in range(self.wanted.rounds):
            self.round()
        page = (self.playwright, self.address, self.wanted.real_gpu)
        if "wgpu" in self.wanted.only:
            self.part(OURS, "Wgpu", lambda: ours.measure_wgpu(*page, self.say))
        if "memory" in self.wanted.only:
            self.part(OURS, "memory", lambda: ours.measure_memory(*page, self.wanted.epochs))


def browser_version(bench: Bench) -> str:
    with fresh_page(bench.playwright, bench.wanted.real_gpu) as page:
        browser = page.context.browser
        return f"Chromium {browser.version}" if browser else "unknown"


def main() -> None:
    wanted = arguments()
    if not (wanted.site / "index.html").is_file():
        raise SystemExit("There is no built page: run `make build` first.")
    with ExitStack() as stack:
        bench = Bench(wanted, stack)
        bench.run()
        print("\n" + render(bench.results))
        if wanted.record:
            record(bench.results, browser_version(bench))
            print("Recorded in bench/history.json.")


if __name__ == "__main__":
    main()
