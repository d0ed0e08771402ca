"""TextVectorization: texts as rows of whole numbers."""

from __future__ import annotations

import re
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import refuse
from p_vision.layers.preprocessing.encoding import check_mode
from p_vision.layers.preprocessing.lookups import StringLookup
from p_vision.layers.preprocessing.text_layer import HostLayer, plain, tensor

_PUNCTUATION = re.compile(r"[!\"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~']")
_STANDARDIZE = ("lower_and_strip_punctuation", "lower", "strip_punctuation")
_SPLIT = ("whitespace", "character")


class TextVectorization(HostLayer):
    """Cuts texts into words and turns these into whole numbers.

    0 stands for "nothing here" (padding), 1 for unknown words.

    Args:
        max_tokens: largest size of the vocabulary; None for any.
        standardize: "lower_and_strip_punctuation", "lower", "strip_punctuation",
            None, or a function of a text.
        split: "whitespace", "character", None, or a function of a text that
            returns a list.
        ngrams: up to how many neighbouring words count as one; a tuple for
            exactly these numbers; None for single words.
        output_mode: "int" for the words in order; "multi_hot", "count" or
            "tf_idf" for a row per text.
        output_sequence_length: number of words of each row ("int" only): longer
            texts are cut, shorter ones padded; None for the longest text.
        pad_to_max_tokens: whether rows are ``max_tokens`` wide.
        vocabulary: the words, or the path of a file with one a line; None to
            learn them by :meth:`adapt`.
        idf_weights: a weight for each word, for "tf_idf".
        sparse: accepted for Keras as False only.
        ragged: accepted for Keras as False only.
        encoding: accepted for Keras: text is UTF-8.
        name: a name.
        **kwargs: dtype.

    See https://keras.io/api/layers/preprocessing_layers/text/text_vectorization/

    >>> layer = TextVectorization(output_sequence_length=3)
    >>> layer.adapt(["The sun is up.", "The sun!"])
    >>> layer(["the sun", "a sun"]).tolist()
    [[2, 3, 0], [1, 3, 0]]
    """

    _not_in_config = Layer._not_in_config | {"sparse", "ragged"}

    def __init__(
        self,
        max_tokens: int | None = None,
        standardize: Any = "lower_and_strip_punctuation",
        split: Any = "whitespace",
        ngrams: Any = None,
        output_mode: str = "int",
        output_sequence_length: int | None = None,
        pad_to_max_tokens: bool = False,
        vocabulary: Any = None,
        idf_weights: Any = None,
        sparse: bool = False,
        ragged: bool = False,
        encoding: str = "utf-8",
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name, **kwargs)
        refuse(self, sparse=sparse, ragged=ragged)
        check_mode(output_mode, ("int", "multi_hot", "count", "tf_idf"))
        for what, value, known in (
            ("standardize", standardize, _STANDARDIZE),
            ("split", split, _SPLIT),
        ):
            if value is not None and not callable(value) and value not in known:
                choices = ", ".join(f"'{choice}'" for choice in known)
                raise ArgumentError(f"{what} is {choices}, None or a function, not {value!r}.")
        if output_sequence_length is not None and output_mode != "int":
            raise ArgumentError("output_sequence_length works with output_mode='int' only.")
        self.max_tokens = max_tokens
        self.standardize = standardize
        self.split = split
        self.ngrams = ngrams
        self.output_mode = output_mode
        self.output_sequence_length = output_sequence_length
        self.pad_to_max_tokens = pad_to_max_tokens
        self.encoding = encoding
        self._lookup = StringLookup(
            max_tokens=max_tokens,
            mask_token="",
            vocabulary=vocabulary,
            idf_weights=idf_weights,
            output_mode=output_mode,
            pad_to_max_tokens=pad_to_max_tokens,
        )

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments; a vocabulary that was learned comes along."""
        known = self._lookup.get_config()
        words = {name: known[name] for name in ("vocabulary", "idf_weights")}
        return {**super().get_config(), **words}

    def adapt(self, data: Any, batch_size: int | None = None, steps: int | None = None) -> None:
        """Learn the vocabulary: the most frequent words first.

        Args:
            data: texts, a list or an array; or a generator of batches of texts.
            batch_size: accepted for Keras.
            steps: how many batches to take; None for all.
        """
        if hasattr(data, "__iter__") and not hasattr(data, "__len__"):
            batches = (batch for _, batch in zip(range(steps or 2**62), data, strict=False))
            texts = [text for batch in batches for text in _texts(plain(batch))]
        else:
            texts = _texts(plain(data))
        self._lookup.adapt([self._words(text) for text in texts])

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[str]:
        """Return the words in the order of their numbers.

        Args:
            include_special_tokens: whether to begin with "" and "[UNK]".
        """
        return self._lookup.get_vocabulary(include_special_tokens)

    def set_vocabulary(self, vocabulary: Any, idf_weights: Any = None) -> None:
        """Use these words, in this order.

        Args:
            vocabulary: the words, with or without "" and "[UNK]" first.
            idf_weights: a weight for each, for "tf_idf".
        """
        self._lookup.set_vocabulary(vocabulary, idf_weights)

    def vocabulary_size(self) -> int:
        """Return how many numbers there are."""
        return self._lookup.vocabulary_size()

    def _words(self, text: str) -> list[str]:
        if callable(self.standardize):
            text = self.standardize(text)
        elif self.standardize is not None:
            if self.standardize.startswith("lower"):
                text = text.lower()
            if self.standardize.endswith("strip_punctuation"):
                text = _PUNCTUATION.sub("", text)
        if callable(self.split):
            words = [str(word) for word in self.split(text)]
        elif self.split == "whitespace":
            words = text.split()
        else:
            words = list(text) if self.split == "character" else [text]
        if self.ngrams is None:
            return words
        lengths = range(1, self.ngrams + 1) if isinstance(self.ngrams, int) else self.ngrams
        return [
            " ".join(words[start : start + length])
            for length in lengths
            for start in range(len(words) - length + 1)
        ]

    def _row(self, words: list[str]) -> Any:
        """Return one row of counts; of a text without words zeros."""
        found = self._lookup(words or [self._lookup.oov_token])
        return found if words else ops.zeros_like(found)

    def call(self, inputs: Any) -> Any:
        """Return the numbers of the words, or a row per text.

        Args:
            inputs: a text, or a list of texts.
        """
        rows = [self._words(text) for text in _texts(inputs)]
        if self.output_mode != "int":
            encoded = [self._row(row) for row in rows]
            return encoded[0] if isinstance(inputs, str) else ops.stack(encoded)
        if not self._lookup.get_vocabulary(include_special_tokens=False):
            raise ArgumentError(
                f"'{self.name}' has no vocabulary yet: call adapt(texts) first, or give "
                "vocabulary=."
            )
        length = self.output_sequence_length or max([1, *map(len, rows)])
        numbers = [[self._lookup._place(word) for word in row[:length]] for row in rows]
        padded = [row + [0] * (length - len(row)) for row in numbers]
        return tensor(padded[0] if isinstance(inputs, str) else padded)


def _texts(data: Any) -> list[str]:
    """Return the texts of (batch,) or (batch, 1)."""
    if isinstance(data, str):
        return [data]
    found = [entry[0] if isinstance(entry, list) and len(entry) == 1 else entry for entry in data]
    for entry in found:
        if not isinstance(entry, str):
            raise ArgumentError(f"TextVectorization takes texts, a list of str, but got {entry!r}.")
    return found
