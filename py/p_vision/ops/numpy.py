"""The operations of numpy, under Keras's second address for them."""

from p_vision import ops
from p_vision.missing_names import missing_name

#: Of Keras's `ops`, but not of its `ops.numpy`.
_ELSEWHERE = frozenset({"image", "linalg", "nn", "numpy"})

__getattr__ = missing_name(
    "p_vision.ops.numpy",
    dir(ops),
    later=lambda name: getattr(ops, name) if name in dir(ops) and name not in _ELSEWHERE else None,
)
