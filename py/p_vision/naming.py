"""Names that Keras gives by itself: ``dense``, ``dense_1``, ``dense_2`` ...

``clear_session`` starts the counting again.
"""

import re

_WORD_START = re.compile(r"(?<=.)(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_counts: dict[str, int] = {}


def snake_case(name: str) -> str:
    """Write a class name in lower case with underscores.

    >>> snake_case("BatchNormalization"), snake_case("Conv2DTranspose")
    ('batch_normalization', 'conv2d_transpose')
    """
    spaced = _WORD_START.sub("_", re.sub(r"\W+", "", name))
    return re.sub(r"_+", "_", spaced).lower()


def unique_name(prefix: str) -> str:
    """Return ``prefix`` at the first call, then ``prefix_1``, ``prefix_2`` ..."""
    count = _counts.get(prefix, 0)
    _counts[prefix] = count + 1
    return f"{prefix}_{count}" if count else prefix


def name_for(owner: object) -> str:
    """Return a fresh name for an object without one, made from its class."""
    return unique_name(snake_case(type(owner).__name__))


def reset_names() -> None:
    """Forget the names given so far; the next Dense is ``dense`` again."""
    _counts.clear()
