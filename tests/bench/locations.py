"""Where the bench finds its parts; the peers' folder stands beside the clone, or is named."""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / "dist" / "site"
PROGRAMS = HERE / "programs"
HISTORY = ROOT / "bench" / "history.json"
PEER_PAGES = Path(
    os.environ.get("P_VISION_PEERS") or ROOT.parent / "shared" / "bench-peers"
).resolve()


def cache_folder() -> Path:
    """The same folder as the set-up's."""
    base = os.environ.get("XDG_CACHE_HOME")
    usual = (Path(base) if base else Path.home() / ".cache") / "p_vision"
    return Path(os.environ.get("P_VISION_CACHE") or usual)


PEER_MODULES = cache_folder() / "bench-peers"
DIGITS = cache_folder() / "data" / "mnist"


def commit() -> str:
    """The commit that is measured; a plus marks changes that are not in it."""
    git = shutil.which("git")
    if git is None:
        return "unknown"

    def ask(*words: str) -> str:
        ended = subprocess.run([git, *words], cwd=ROOT, check=False, text=True, capture_output=True)
        return ended.stdout.strip()

    changed = ask("status", "--porcelain", "--untracked-files=no")
    return (ask("rev-parse", "--short=10", "HEAD") or "unknown") + ("+" if changed else "")
