"""Where the numbers are computed: on the processor (Cpu) or the graphics card (Wgpu)."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any

from p_vision import engine as _engine
from p_vision.missing_names import missing_name

__all__ = ["backend_info", "get_backend", "memory", "self_test", "set_backend", "use_backend"]


def set_backend(name: str | None = None) -> str:
    """Choose the backend of everything that is made from now on.

    Models and tensors that exist keep theirs; ``model.backend = ...`` moves a model.

    Args:
        name: ``"Wgpu"`` (the graphics card), ``"Cpu"`` or ``"Flex"`` (the
            processor), in any case; None or ``"auto"`` takes Wgpu when there is a
            hardware graphics adapter and Cpu otherwise. Defaults to None.

    Returns:
        The name of the backend chosen, ``"Cpu"`` or ``"Wgpu"``.

    Raises:
        UnknownNameError: a ValueError that lists the names.
        BackendError: when the backend cannot start here.

    Example:
        >>> import p_vision.backend
        >>> p_vision.backend.set_backend("cpu")
        'Cpu'
    """
    return _engine.choose(name).name


def get_backend() -> str:
    """The name of the backend in use, ``"Cpu"`` or ``"Wgpu"``.

    Example:
        >>> import p_vision.backend
        >>> p_vision.backend.get_backend() in ("Cpu", "Wgpu")
        True
    """
    return _engine.default().name


def use_backend(name: str | None) -> AbstractContextManager[Any]:
    """Use another backend inside a ``with`` block.

    Args:
        name: As for `set_backend`; None keeps the present one.

    Example:
        >>> from p_vision import backend, ops
        >>> with backend.use_backend("Cpu"):
        ...     print(ops.ones((2,)).backend)
        Cpu
    """
    return _engine.scope(name)


def backend_info() -> dict[str, Any]:
    """Which backend runs, on what, and why it was chosen.

    Returns:
        A dict with ``backend``, ``reason``, ``adapter`` (the graphics card's
        name, or None), ``software`` (whether that adapter is emulated),
        ``asked_for`` and ``timings``: for each kind of model whose step was so
        small that both backends were timed, its name, the ``milliseconds`` of
        a step on each, and which was ``chosen``.

    Example:
        >>> import p_vision.backend
        >>> sorted(p_vision.backend.backend_info())
        ['adapter', 'asked_for', 'backend', 'reason', 'software', 'timings']
    """
    return _engine.describe_backend()


def memory() -> dict[str, dict[str, int]]:
    """What the tensors hold, for each backend that runs.

    Returns:
        ``{"Cpu": {"tensors", "bytes", "variables", "programs", "peak_bytes"}}``.
        A graphics card says beside them what it holds itself: ``card_buffers``,
        ``card_used_bytes``, and ``card_bytes`` with what is kept for the next step.

    Example:
        >>> import p_vision.backend
        >>> "bytes" in p_vision.backend.memory()[p_vision.backend.get_backend()]
        True
    """
    _engine.default()
    found = {}
    for engine in _engine.started():
        if engine.freed:
            engine.flush()
        found[engine.name] = json.loads(engine.call("memory"))
    return found


def self_test(name: str | None = None) -> dict[str, Any]:
    """Let a backend compute known results and compare.

    Args:
        name: The backend; None takes the one in use.

    Returns:
        ``{"ok": bool, "checks": [{"name", "ok", "error"}, ...]}``.
    """
    engine = _engine.default() if name is None else _engine.get(name)
    return dict(json.loads(engine.call("self_test")))


#: What Keras 3 keeps in `keras.backend`: where it is here, and under which name.
_KERAS_NAMES = {
    "backend": "config.backend",
    "clear_session": "utils.clear_session",
    "epsilon": "config.epsilon",
    "floatx": "config.floatx",
    "image_data_format": "config.image_data_format",
    "is_float_dtype": "dtypes.is_float",
    "is_int_dtype": "dtypes.is_int",
    "is_keras_tensor": "utils.is_keras_tensor",
    "result_type": "dtypes.result_type",
    "set_epsilon": "config.set_epsilon",
    "set_floatx": "config.set_floatx",
    "set_image_data_format": "config.set_image_data_format",
    "standardize_dtype": "dtypes.standardize_dtype",
}
#: Names of Keras 2's backend, and what to write today.
_TODAY = {
    "batch_dot": "ops.matmul or ops.einsum",
    "batch_get_value": "model.get_weights()",
    "batch_set_value": "model.set_weights(...)",
    "constant": "ops.convert_to_tensor",
    "eval": "x.numpy()",
    "function": "Model(inputs, outputs), or the decorator p_vision.function",
    "get_session": "nothing: there are no sessions",
    "get_value": "x.numpy()",
    "gradients": "p_vision.GradientTape",
    "in_train_phase": "the argument training of call",
    "int_shape": "x.shape",
    "learning_phase": "the argument training of call",
    "permute_dimensions": "ops.transpose",
    "placeholder": "Input",
    "pow": "ops.power",
    "random_normal": "random.normal",
    "random_uniform": "random.uniform",
    "rnn": "the layer RNN, or ops.scan",
    "set_learning_phase": "the argument training of call",
    "set_session": "nothing: there are no sessions",
    "set_value": "variable.assign(value)",
    "switch": "ops.where or ops.cond",
    "truncated_normal": "random.truncated_normal",
    "variable": "Variable",
}


def __getattr__(name: str) -> Any:
    if name in _KERAS_NAMES:
        module, _, own = _KERAS_NAMES[name].partition(".")
        return getattr(import_module(f"p_vision.{module}"), own)
    today = _TODAY.get(name)
    if today is None and name in import_module("p_vision.ops").__all__:
        today = f"ops.{name}"
    instead = {} if today is None else {name: f"use {today}"}
    return missing_name("p_vision.backend", [*__all__, *_KERAS_NAMES], instead)(name)
