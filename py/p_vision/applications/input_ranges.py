"""How pictures are scaled before a network sees them."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError

__all__ = ["around_zero", "decode_predictions", "minus_means", "standardized", "unchanged"]

_MEANS = (0.485, 0.456, 0.406)
_DEVIATIONS = (0.229, 0.224, 0.225)
#: Of ImageNet's blue, green and red.
_BLUE_FIRST = (103.939, 116.779, 123.68)


def _float(x: Any) -> Any:
    import numpy

    return x if hasattr(x, "backend") else numpy.asarray(x, dtype="float32")


def around_zero(x: Any, data_format: str | None = None) -> Any:
    """Scale 0..255 to -1..1.

    Args:
        x: Pictures with values from 0 to 255.
        data_format: Accepted for Keras.

    Example:
        >>> around_zero([0.0, 255.0]).tolist()
        [-1.0, 1.0]
    """
    return _float(x) / 127.5 - 1.0


def minus_means(x: Any, data_format: str | None = None) -> Any:
    """Turn red, green, blue around and subtract ImageNet's means.

    Args:
        x: Pictures with values from 0 to 255, channels last.
        data_format: Accepted for Keras.
    """
    import numpy

    return _float(x)[..., ::-1] - numpy.array(_BLUE_FIRST, dtype="float32")


def standardized(x: Any, data_format: str | None = None) -> Any:
    """Scale 0..255 to 0..1, subtract ImageNet's means and divide by its deviations.

    Args:
        x: Pictures with values from 0 to 255, channels last.
        data_format: Accepted for Keras.
    """
    import numpy

    means, deviations = (numpy.array(part, dtype="float32") for part in (_MEANS, _DEVIATIONS))
    return (_float(x) / 255.0 - means) / deviations


def unchanged(x: Any, data_format: str | None = None) -> Any:
    """Return pictures as they are: the network scales them itself.

    Args:
        x: Pictures with values from 0 to 255.
        data_format: Accepted for Keras.
    """
    return x


def decode_predictions(preds: Any, top: int = 5) -> Any:
    """Say that ImageNet's names are not here.

    Args:
        preds: What a model gave.
        top: How many classes were asked for.

    Raises:
        ArgumentError: Always; `preds.argmax(-1)` gives class numbers.
    """
    raise ArgumentError(
        "The names of ImageNet's 1000 classes are not here. preds.argmax(axis=-1) gives the class "
        "numbers."
    )
