"""The application for a server of your own, set by the environment alone.

Several processes may share one store:
`uvicorn --factory p_vision_server.asgi:create --workers 4`.
"""

import argparse

from fastapi import FastAPI

from p_vision_server.app import create_app
from p_vision_server.site_folder import find_site
from p_vision_server.store_settings import add_store_options, store_settings

__all__ = ["create"]


def create() -> FastAPI:
    """The playground with the settings of the environment (see `p-vision --help`)."""
    options = argparse.ArgumentParser(prog="p_vision_server")
    add_store_options(options)
    return create_app(find_site(), store=store_settings(options.parse_args([])))
