"""How the store of shared programs is set: options of the command, or the environment."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["StoreSettings", "add_store_options", "store_settings"]

FILE_NAME = "shared_programs.sqlite3"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class StoreSettings:
    """What the store keeps, for how long, and how much of it.

    Args:
        path: The SQLite file; it and its folder are made when the first program is kept.
        days: How long a program is kept.
        largest: Bytes that one packed program may have.
        total: Bytes that the file may have.
        per_hour: Programs that one address may send within an hour. A whole class often shares
            one address.
    """

    path: Path
    days: int = 90
    largest: int = 2 * MEGABYTE
    total: int = 500 * MEGABYTE
    per_hour: int = 300


def data_folder() -> Path:
    """Where this system keeps the data of programs."""
    if os.name == "nt":
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "p_vision"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "p_vision"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "p_vision"


def above_zero(kind: Callable[[str], float]) -> Callable[[str], float]:
    """A number that an option takes."""

    def number(text: str) -> float:
        value = kind(text)
        if not 0 < value < 1e9:
            raise ValueError(text)
        return value

    number.__name__ = "positive number"
    return number


def add_store_options(
    parser: argparse.ArgumentParser, environment: Mapping[str, str] = os.environ
) -> None:
    """Adds the store's options; the environment gives their defaults."""
    group = parser.add_argument_group(
        "shared programs",
        "Programs too long for a link are kept in one SQLite file when their author asks for it, "
        "and deleted when their time is over. Each option can also be set in the environment.",
    )

    def option(name: str, fallback: float, kind: Callable[[str], float], words: str) -> None:
        variable = f"P_VISION_{name.upper().replace('-', '_')}"
        group.add_argument(
            f"--{name}",
            type=above_zero(kind),
            default=environment.get(variable) or fallback,
            metavar="N",
            help=f"{words} (default {fallback:g}; {variable})",
        )

    chosen = environment.get("P_VISION_SHARE_STORE", "")
    group.add_argument(
        "--share-store",
        default=chosen or str(data_folder() / FILE_NAME),
        metavar="FILE",
        help=f"where they are kept (default {data_folder() / FILE_NAME}; P_VISION_SHARE_STORE)",
    )
    group.add_argument(
        "--no-share-store",
        action="store_true",
        default=chosen == "off",
        help="keep none (P_VISION_SHARE_STORE=off)",
    )
    option("share-days", 90, int, "days that one is kept")
    option("share-largest-mb", 2, float, "megabytes that one may have, packed")
    option("share-total-mb", 500, float, "megabytes that all of them may have")
    option("share-per-hour", 300, int, "how many one address may send within an hour")


def store_settings(chosen: argparse.Namespace) -> StoreSettings | None:
    """The settings that were chosen; None where nothing is to be kept."""
    if chosen.no_share_store:
        return None
    return StoreSettings(
        path=Path(chosen.share_store).expanduser(),
        days=int(chosen.share_days),
        largest=int(chosen.share_largest_mb * MEGABYTE),
        total=int(chosen.share_total_mb * MEGABYTE),
        per_hour=int(chosen.share_per_hour),
    )
