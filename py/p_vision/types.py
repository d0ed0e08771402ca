"""Names for types that occur in many signatures."""

from typing import Any, TypeAlias

#: A tensor, a symbolic tensor, a variable, a numpy array, a list or a number.
TensorLike: TypeAlias = Any

#: Sizes of the axes; None where the size may vary (usually the batch).
Shape: TypeAlias = tuple[int | None, ...]

#: What ``get_config`` returns: only plain Python values.
Config: TypeAlias = dict[str, Any]
