"""The version of p_vision; `pyproject.toml` names the same one."""

__version__ = "0.1.0"
