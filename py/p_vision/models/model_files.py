"""Saving a model, its weights and its configuration."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Any

from p_vision.errors import ArgumentError
from p_vision.keywords import checked_keywords

__all__ = ["ModelFiles"]


def _from_file(data: bytes) -> Any:
    from p_vision.saving import load_model

    return load_model(io.BytesIO(data))


class ModelFiles:
    """The part of `Model` that reads and writes files.

    Reference: https://keras.io/api/models/model_saving_apis/
    """

    def __reduce__(self) -> Any:
        """Copies and pickles hold the model as its file does."""
        if not self.built:  # type: ignore[attr-defined]
            return type(self).from_config, (self.get_config(),)  # type: ignore[attr-defined]
        buffer = io.BytesIO()
        self.save(buffer)
        return _from_file, (buffer.getvalue(),)

    @checked_keywords
    def save(self, filepath: Any, overwrite: bool = True, zipped: bool | None = None) -> None:
        """Write the model to a `.keras` file: layers, weights, how it is compiled, the optimizer.

        Args:
            filepath: A path that ends with `.keras`, or an open binary file.
            overwrite: Replace a file of that name; False raises an error instead.
            zipped: Accepted for Keras's sake; the file is always one archive.

        Raises:
            ArgumentError: The name has another ending, or a part cannot be written.
        """
        from p_vision.saving import save_model

        save_model(self, filepath, overwrite=overwrite, zipped=zipped)

    @checked_keywords
    def save_weights(self, filepath: Any, overwrite: bool = True) -> None:
        """Write the weights to a `.weights.h5` file, or to a `.safetensors` file.

        Args:
            filepath: A path with one of these endings.
            overwrite: Replace a file of that name; False raises an error instead.
        """
        from p_vision.saving import save_weights

        save_weights(self, filepath, overwrite=overwrite)

    @checked_keywords
    def load_weights(self, filepath: Any, skip_mismatch: bool = False) -> None:
        """Give the weights the values of a `.weights.h5`, `.keras` or `.safetensors` file.

        Args:
            filepath: The file.
            skip_mismatch: Leave layers as they are that the file does not fit, with a warning.

        Raises:
            ShapeError: A weight has another shape in the file.
            ArgumentError: The file is of another kind, or lacks a layer.
        """
        from p_vision.saving import load_weights

        load_weights(self, filepath, skip_mismatch=skip_mismatch)

    def to_json(self, **kwargs: Any) -> str:
        """Return the configuration, without weights, as JSON; `model_from_json` reads it.

        How the model is compiled is part of it where that can be written down.

        Args:
            **kwargs: Passed to `json.dumps`.
        """
        from p_vision.serialization import serialize_object

        config = serialize_object(self)
        with suppress(ArgumentError):
            compiled = self.get_compile_config()
            if compiled is not None:
                config["compile_config"] = compiled
        return json.dumps(config, **kwargs)

    def get_compile_config(self) -> dict[str, Any] | None:
        """Return the arguments of `compile` as plain Python values; None before it."""
        from p_vision.saving.compile_config import compile_config

        return compile_config(self)

    def compile_from_config(self, config: dict[str, Any]) -> None:
        """Compile as `get_compile_config` described.

        Args:
            config: What it returned.
        """
        from p_vision.saving.compile_config import compile_from_config

        compile_from_config(self, config)
