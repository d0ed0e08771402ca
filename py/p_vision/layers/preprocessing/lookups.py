"""StringLookup and IntegerLookup: values as places in a vocabulary."""

from __future__ import annotations

from typing import Any

from p_vision.errors import ArgumentError
from p_vision.layers.preprocessing.index_lookup import IndexLookup


class StringLookup(IndexLookup):
    """Turns words into whole numbers, or back.

    Args:
        max_tokens: largest size of the vocabulary, special places included; None
            for any.
        num_oov_indices: number of places for unknown words.
        mask_token: the word that stands for "nothing here"; it gets place 0.
        oov_token: what unknown places become with ``invert``.
        vocabulary: the words, or the path of a file with one a line; None to
            learn them by :meth:`adapt`.
        idf_weights: a weight for each word, for "tf_idf".
        invert: whether to turn whole numbers into words.
        output_mode: "int", or "one_hot", "multi_hot", "count", "tf_idf" for rows.
        pad_to_max_tokens: whether rows are ``max_tokens`` wide.
        sparse: accepted for Keras as False only.
        encoding: accepted for Keras: text is UTF-8.
        name: a name.
        salt: one or two whole numbers that change the places of unknown words.
        **kwargs: dtype.

    See https://keras.io/api/layers/preprocessing_layers/categorical/string_lookup/

    >>> layer = StringLookup(vocabulary=["a", "b"])
    >>> layer([["b", "z"]]).tolist()
    [[2, 0]]
    """

    _own_type = str

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: str | None = None,
        oov_token: str = "[UNK]",
        vocabulary: Any = None,
        idf_weights: Any = None,
        invert: bool = False,
        output_mode: str = "int",
        pad_to_max_tokens: bool = False,
        sparse: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        salt: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.encoding = encoding
        self.salt = salt
        self._keep(
            {
                "max_tokens": max_tokens,
                "num_oov_indices": num_oov_indices,
                "mask_token": mask_token,
                "oov_token": oov_token,
                "vocabulary": vocabulary,
                "idf_weights": idf_weights,
                "invert": invert,
                "output_mode": output_mode,
                "pad_to_max_tokens": pad_to_max_tokens,
                "sparse": sparse,
                "salt": salt,
            }
        )


class IntegerLookup(IndexLookup):
    """Turns any whole numbers into the places 0, 1, 2, ..., or back.

    Args:
        max_tokens: largest size of the vocabulary, special places included; None
            for any.
        num_oov_indices: number of places for unknown numbers.
        mask_token: the number that stands for "nothing here"; it gets place 0.
        oov_token: what unknown places become with ``invert``.
        vocabulary: the numbers, or the path of a file with one a line; None to
            learn them by :meth:`adapt`.
        vocabulary_dtype: accepted for Keras.
        idf_weights: a weight for each number, for "tf_idf".
        invert: whether to turn places into numbers.
        output_mode: "int", or "one_hot", "multi_hot", "count", "tf_idf" for rows.
        pad_to_max_tokens: whether rows are ``max_tokens`` wide.
        sparse: accepted for Keras as False only.
        oov_method: "floormod" puts unknown numbers by their remainder, "farmhash"
            by their hash.
        salt: one or two whole numbers that change the hash.
        name: a name.
        **kwargs: dtype.

    See https://keras.io/api/layers/preprocessing_layers/categorical/integer_lookup/

    >>> layer = IntegerLookup(vocabulary=[12, 1138, 42])
    >>> layer([[42, 7]]).tolist()
    [[3, 0]]
    """

    _own_type = int

    def __init__(
        self,
        max_tokens: int | None = None,
        num_oov_indices: int = 1,
        mask_token: int | None = None,
        oov_token: int = -1,
        vocabulary: Any = None,
        vocabulary_dtype: str = "int64",
        idf_weights: Any = None,
        invert: bool = False,
        output_mode: str = "int",
        sparse: bool = False,
        pad_to_max_tokens: bool = False,
        oov_method: str = "floormod",
        salt: Any = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        self.vocabulary_dtype = vocabulary_dtype
        if oov_method not in ("floormod", "farmhash"):
            raise ArgumentError(f"oov_method is 'floormod' or 'farmhash', not {oov_method!r}.")
        self.oov_method = self._oov_method = oov_method
        self.salt = salt
        self._keep(
            {
                "max_tokens": max_tokens,
                "num_oov_indices": num_oov_indices,
                "mask_token": mask_token,
                "oov_token": oov_token,
                "vocabulary": vocabulary,
                "idf_weights": idf_weights,
                "invert": invert,
                "output_mode": output_mode,
                "pad_to_max_tokens": pad_to_max_tokens,
                "sparse": sparse,
                "salt": salt,
            }
        )
