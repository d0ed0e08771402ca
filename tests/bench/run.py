"""Speed, beside other libraries in the same minutes: `make bench`, or `python tests/bench/run.py`.

The page is the built one and is used as a person uses it: programs go through its editor. Peers
are measured where their folder is there. Rounds take turns, so that all see the same machine.
"""

import argparse
import time
from contextlib import ExitStack
from pathlib import Path

import ours
import parts
import peers
from chromium import fresh_page
from history import record
from playwright.sync_api import sync_playwright
from processor import Patience, ProcessorWatch
from results import OURS, Results
from serving import own_server, peer_server
from table import render

from places import SITE

KINDS = ("sizes", "start", "cpu", "peers", "wgpu", "memory")


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

    def part(self, owner: str, name: str, numbers: dict[str, float], note: bool = True) -> None:
        """Takes what was measured since the last mark."""
        foreign = self.watch.foreign_cores()
        self.results.add(owner, numbers, foreign)
        if note:
            self.say(f"{owner}: {name} (others used {foreign:.1f} cores)")

    def ready(self) -> None:
        """Before each measurement."""
        self.patience.wait()
        self.watch.mark()

    def round(self) -> None:
        """Everything that is repeated."""
        playwright, gpu = self.playwright, self.wanted.real_gpu
        if "start" in self.wanted.only:
            self.ready()
            self.part(OURS, "start", ours.measure_start(playwright, self.address, gpu))
        if "cpu" in self.wanted.only:
            for name in self.wanted.programs:
                self.ready()
                self.part(OURS, name, ours.measure_cpu(playwright, self.address, gpu, [name]))
        for peer in peers.PAGES if self.with_peers else ():
            self.ready()
            found = peers.measure(playwright, self.peers_address, peer, gpu, self.say)
            self.part(peer, "all", found)

    def run(self) -> None:
        """All that was asked for."""
        if "sizes" in self.wanted.only:
            self.results.add(OURS, parts.measure(self.wanted.site), 0.0)
        for _ in range(self.wanted.rounds):
            self.round()
        playwright, gpu = self.playwright, self.wanted.real_gpu
        if "wgpu" in self.wanted.only:
            self.ready()
            found = ours.measure_wgpu(playwright, self.address, gpu, self.say)
            self.part(OURS, "Wgpu", found)
        if "memory" in self.wanted.only:
            self.ready()
            found = ours.measure_memory(playwright, self.address, gpu, self.wanted.epochs)
            self.part(OURS, "memory", found)


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
