"""npm packages: the page's libraries, its build tools and Pyodide, exactly as locked."""

import json

from commands import run
from places import NODE_MODULES, ROOT
from step import Step


def installed_as_locked() -> bool:
    """Compares the lock with npm's own record of what it installed."""
    try:
        locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
        installed = json.loads((NODE_MODULES / ".package-lock.json").read_text())["packages"]
    except (OSError, ValueError, KeyError):
        return False
    return all(
        installed.get(path, {}).get("version") == package.get("version")
        for path, package in locked.items()
        if path and (path in installed or not package.get("optional"))
    )


def work() -> None:
    run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"])


NODE_PACKAGES = Step(
    name="npm packages",
    why="the page's libraries, its build tools and Pyodide",
    usual="20 s",
    ready=installed_as_locked,
    work=work,
)
