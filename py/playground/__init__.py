"""The Python side of the playground page: one session that runs code for the editor and the REPL.

Nothing here imports the browser. The page hands in a `Host` (see `host.py`), so every part runs
under plain CPython too.
"""

from playground.session import Session

__all__ = ["Session"]
