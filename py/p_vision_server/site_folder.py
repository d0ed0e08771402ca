"""Finds the built page: inside an installed wheel, or in the clone it was built in."""

from pathlib import Path

__all__ = ["SiteMissingError", "find_site"]


class SiteMissingError(Exception):
    """There is no built page to serve."""


def find_site() -> Path:
    """The folder with the built page.

    Returns:
        `site` beside this file in an installed wheel, else `dist/site` of the clone.

    Raises:
        SiteMissingError: Neither holds a page.
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "site", here.parent.parent / "dist" / "site"):
        if (folder / "index.html").is_file():
            return folder
    raise SiteMissingError(
        "There is no built page to serve. In a clone of p_vision, `make play` builds it."
    )
