"""The command `p-vision`: serves the playground and prints its address."""

import argparse
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from p_vision_server.app import create_app
from p_vision_server.protocol import CleanProtocol
from p_vision_server.rebuild import Rebuilder
from p_vision_server.site_folder import SiteMissingError, find_site
from p_vision_server.store_settings import StoreSettings, add_store_options, store_settings
from p_vision_server.version import __version__

__all__ = ["main"]

LARGEST_REQUEST_HEAD = 64 * 1024


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(
        prog="p-vision", description="Serve the p_vision playground on this computer."
    )
    options.add_argument("--host", default="127.0.0.1", help="address to listen on")
    options.add_argument("--port", type=int, default=8000, help="port; 0 for any free one")
    options.add_argument("--open", action="store_true", help="open the page in a browser")
    options.add_argument("--dev", action="store_true", help="rebuild when a source file changes")
    options.add_argument("--version", action="version", version=f"p_vision {__version__}")
    add_store_options(options)
    return options


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        OSError: The port is taken, or the address is not one of this computer.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    return listening


def address(listening: socket.socket) -> str:
    """What to type into a browser to reach this socket."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: The words after the command's name; by default those it was started with.

    Returns:
        The exit code: 0, or 1 where it could not start.
    """
    chosen = parser().parse_args(arguments)
    try:
        site = find_site()
        if not 0 <= chosen.port <= 65535:
            raise OSError("a port is a number from 0 to 65535")
        listening = listen(chosen.host, chosen.port)
    except SiteMissingError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"Cannot listen on {chosen.host}:{chosen.port} ({error.strerror or error}). "
            f"Choose another port: p-vision --port {min(chosen.port + 1, 65535)}",
            file=sys.stderr,
        )
        return 1
    store = store_settings(chosen)
    serve(site, listening, open_page=chosen.open, dev=chosen.dev, store=store)
    return 0


def serve(
    site: Path,
    listening: socket.socket,
    *,
    open_page: bool,
    dev: bool,
    store: StoreSettings | None = None,
) -> None:
    """Serve until interrupted."""
    here = address(listening)
    print(f"p_vision playground: {here}  (Ctrl-C ends it)", flush=True)
    if dev:
        Rebuilder(Path(__file__).resolve().parents[2]).start()
    if open_page:
        # A little later, when the server answers.
        threading.Timer(0.5, webbrowser.open, [here]).start()
    config = uvicorn.Config(
        create_app(site, dev=dev, store=store),
        http=CleanProtocol,
        ws="none",
        lifespan="off",
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=LARGEST_REQUEST_HEAD,
        timeout_graceful_shutdown=1,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
