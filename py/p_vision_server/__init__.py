"""The playground's server: built files and a little information about them.

Example:
    >>> from pathlib import Path
    >>> from p_vision_server import create_app
    >>> create_app(Path(".")).title
    'p_vision playground'
"""

from p_vision_server.app import create_app
from p_vision_server.version import __version__

__all__ = ["__version__", "create_app"]
