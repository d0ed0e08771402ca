"""What is said where a module of another library, or of an older Keras, is imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from opcode import opmap
from types import ModuleType

from p_vision.errors import MissingModuleError, closest_names

__all__ = ["suggest_modules"]

_FROM_LAYERS = (
    "advanced_activations",
    "convolutional_recurrent",
    "cudnn_recurrent",
    "embeddings",
    "experimental",
    "local",
    "merge",
    "noise",
    "wrappers",
)
#: Modules of older versions of Keras, and where their names are now.
_INSTEAD = {
    **{f"layers.{name}": "from p_vision.layers import ..." for name in _FROM_LAYERS},
    "layers.experimental.preprocessing": "from p_vision.layers import ...",
    "utils.np_utils": "from p_vision.utils import to_categorical",
    "utils.vis_utils": "from p_vision.utils import plot_model",
    "utils.data_utils": "from p_vision.utils import get_file, PyDataset",
    "utils.generic_utils": "from p_vision.utils import ...",
    "preprocessing.text": "from p_vision.layers import TextVectorization",
    "preprocessing.timeseries": "from p_vision.utils import timeseries_dataset_from_array",
    "visualization": "from p_vision import show",
    "wrappers": "models are used as they are",
    "legacy": "from p_vision import layers, models, ...",
    "src": "from p_vision.layers import ...",
    "engine.topology": "from p_vision import Layer, Input",
    "engine.training": "from p_vision import Model",
    "engine.base_layer": "from p_vision import Layer",
    "optimizers.legacy": "from p_vision.optimizers import ...",
    "optimizers.experimental": "from p_vision.optimizers import ...",
}
_LIBRARIES = {
    "keras": "but p_vision has its names: write 'import p_vision as keras'.",
    "tensorflow": (
        "but p_vision has its Keras: write 'import p_vision as keras', "
        "'from p_vision import layers' and, for what begins with tf., p_vision.ops, "
        "p_vision.GradientTape and p_vision.function."
    ),
}


class _Suggestions:
    """The last place Python asks: whoever else knew the module has been asked before."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Raise the error with a suggestion, in an import; None for all other modules."""
        first, _, rest = fullname.partition(".")
        if not (first == "p_vision" and rest) and fullname not in _LIBRARIES:
            return None
        if not _asked_by_an_import():
            return None
        text = _suggestion(rest) if rest else f"{first} is not here, {_LIBRARIES[first]}"
        raise MissingModuleError(text, name=fullname)


def _suggestion(rest: str) -> str:
    group, _, name = rest.rpartition(".")
    text = f"p_vision has no module '{rest}'"
    if rest in _INSTEAD:
        today = _INSTEAD[rest]
        return f"{text}: write '{today}'." if " import " in today else f"{text}: {today}."
    parent = sys.modules.get(f"p_vision.{group}" if group else "p_vision")
    near = closest_names(name, [known for known in dir(parent) if known.islower()])
    hint = f" Did you mean '{near[0]}'?" if near else ""
    if group and not near:
        hint = f" What is in p_vision.{group} is imported from there: from p_vision.{group} import"
        hint += " ..."
    return f"{text}.{hint}"


def _asked_by_an_import() -> bool:
    """Whether an import statement asks, rather than code that looks whether a module is there."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return bool(frame.f_code.co_code[frame.f_lasti] == opmap["IMPORT_NAME"])


def suggest_modules() -> None:
    """Let Python say where the names of a missing module are.

    Example:
        >>> import p_vision.layers.embeddings
        Traceback (most recent call last):
        p_vision.errors.MissingModuleError: p_vision has no module 'layers.embeddings': ...
    """
    if not any(isinstance(finder, _Suggestions) for finder in sys.meta_path):
        sys.meta_path.append(_Suggestions())
