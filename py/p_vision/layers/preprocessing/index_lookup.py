"""What lookups of words and of numbers share: a vocabulary, learned or given.

Places in order: the mask (output mode "int" only), those for unknown values,
then the vocabulary from frequent to rare.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import refuse
from p_vision.layers.preprocessing.encoding import check_mode, encode
from p_vision.layers.preprocessing.hashing import key_of
from p_vision.layers.preprocessing.stable_hash import bucket
from p_vision.layers.preprocessing.text_layer import HostLayer, mapped, plain, tensor, values_of

MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


class IndexLookup(HostLayer):
    """A table from values to whole numbers; see its subclasses."""

    _not_in_config = Layer._not_in_config | {"sparse"}
    _own_type: type
    _oov_method = "farmhash"

    def _keep(self, given: dict[str, Any]) -> None:
        """Keep the arguments and the vocabulary, if one was given."""
        refuse(self, sparse=given["sparse"])
        for name in ("max_tokens", "num_oov_indices", "mask_token", "oov_token", "invert"):
            setattr(self, name, given[name])
        self.pad_to_max_tokens = given["pad_to_max_tokens"]
        self._key = key_of(given["salt"])
        self.output_mode = check_mode(given["output_mode"], MODES)
        if self.invert and self.output_mode != "int":
            raise ArgumentError("invert=True gives values back: it needs output_mode='int'.")
        if self.max_tokens is not None and self.max_tokens <= self._first:
            raise ArgumentError(
                f"max_tokens is {self.max_tokens}, but {self._first} places are taken already by "
                "the mask and unknown values. Choose a larger one."
            )
        if self.pad_to_max_tokens and self.max_tokens is None:
            raise ArgumentError("pad_to_max_tokens=True needs max_tokens.")
        self._tokens: list[Any] = []
        self._places: dict[Any, int] = {}
        self._factors: list[float] = []
        self.vocabulary = given["vocabulary"]
        self.idf_weights = given["idf_weights"]
        if self.vocabulary is not None:
            self.set_vocabulary(self._read(self.vocabulary), self.idf_weights)

    max_tokens: int | None
    num_oov_indices: int
    mask_token: Any
    oov_token: Any
    invert: bool

    @property
    def _masked(self) -> bool:
        return self.mask_token is not None and self.output_mode == "int"

    @property
    def _first(self) -> int:
        """The place of the first entry of the vocabulary."""
        return int(self._masked) + self.num_oov_indices

    def _read(self, vocabulary: Any) -> list[Any]:
        if isinstance(vocabulary, str):
            with open(vocabulary, encoding="utf-8") as file:
                return [self._own_type(line) for line in file.read().splitlines() if line]
        return values_of(plain(list(vocabulary)))

    # The vocabulary

    def adapt(self, data: Any, steps: int | None = None) -> None:
        """Learn the vocabulary: the most frequent values first.

        Args:
            data: values, nested lists or an array; or a generator of batches.
            steps: how many batches to take; None for all.

        Raises:
            ArgumentError: the vocabulary was given.
        """
        if self.vocabulary is not None:
            raise ArgumentError(f"'{self.name}' was given its vocabulary: nothing to adapt.")
        counts: Counter[Any] = Counter()
        documents: Counter[Any] = Counter()
        total = 0
        for row in self._rows(data, steps):
            values = [value for value in row if value not in (self.mask_token, self.oov_token)]
            counts.update(values)
            documents.update(set(values))
            total += 1
        kept = sorted(counts, key=lambda value: (counts[value], value), reverse=True)
        if self.max_tokens is not None:
            kept = kept[: self.max_tokens - self._first]
        self._set(kept)
        if self.output_mode == "tf_idf":
            self._set_factors([math.log(1 + total / (1 + documents[value])) for value in kept])

    def _rows(self, data: Any, steps: int | None) -> Any:
        """Give the values of each sample."""
        if hasattr(data, "__iter__") and not hasattr(data, "__len__"):
            for count, batch in enumerate(data):
                if steps is not None and count >= steps:
                    return
                yield from self._rows(plain(batch), None)
            return
        data = plain(data)
        rows = data if isinstance(data, list) else [data]
        for row in rows:
            yield values_of(row)

    def _set(self, tokens: list[Any]) -> None:
        self._tokens = tokens
        self._places = {token: self._first + place for place, token in enumerate(tokens)}

    def _set_factors(self, factors: list[float]) -> None:
        mean = sum(factors) / len(factors) if factors else 0.0
        self._factors = [mean] * self._first + factors

    def set_vocabulary(self, vocabulary: Any, idf_weights: Any = None) -> None:
        """Use these values, in this order.

        Args:
            vocabulary: the values, with or without those for mask and unknown first.
            idf_weights: a weight for each, for output mode "tf_idf".

        Raises:
            ArgumentError: a value comes twice, or they are too many.
        """
        tokens = self._read(vocabulary)
        special = ([self.mask_token] if self._masked else []) + [
            self.oov_token
        ] * self.num_oov_indices
        weights = None if idf_weights is None else [float(value) for value in idf_weights]
        if special and tokens[: len(special)] == special:
            tokens = tokens[len(special) :]
            if weights is not None and len(weights) > len(tokens):
                weights = weights[len(special) :]
        twice = [token for token, count in Counter(tokens).items() if count > 1]
        if twice:
            raise ArgumentError(f"The vocabulary holds {twice[0]!r} more than once.")
        if self.max_tokens is not None and len(tokens) + self._first > self.max_tokens:
            raise ArgumentError(
                f"The vocabulary has {len(tokens)} values (and {self._first} more places), but "
                f"max_tokens is {self.max_tokens}."
            )
        if self.output_mode == "tf_idf" and weights is None:
            raise ArgumentError("output_mode='tf_idf' needs idf_weights with a vocabulary.")
        self._set(tokens)
        if weights is not None:
            self._set_factors(weights)

    def get_vocabulary(self, include_special_tokens: bool = True) -> list[Any]:
        """Return the values in the order of their places.

        Args:
            include_special_tokens: whether to begin with those for mask and unknown.
        """
        if not include_special_tokens:
            return list(self._tokens)
        mask = [self.mask_token] if self._masked else []
        return [*mask, *[self.oov_token] * self.num_oov_indices, *self._tokens]

    def vocabulary_size(self) -> int:
        """Return how many places there are."""
        return len(self._tokens) + self._first

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments; a vocabulary that was learned comes along."""
        config = super().get_config()
        if self._tokens:
            config["vocabulary"] = list(self._tokens)
            config["idf_weights"] = self._factors[self._first :] or None
        return config

    # Looking up

    def call(self, inputs: Any) -> Any:
        """Return places, or rows for them; values with ``invert``.

        Args:
            inputs: values, nested lists of them.
        """
        if self.invert:
            known = self.get_vocabulary()
            return mapped(lambda place: self._value(known, place), inputs)
        if not self._tokens:
            raise ArgumentError(
                f"'{self.name}' has no vocabulary yet: call adapt(data) first, or give vocabulary=."
            )
        return self._encoded(mapped(self._place, inputs))

    def _encoded(self, places: Any) -> Any:
        found = tensor(places)
        if self.output_mode == "int":
            return found
        depth = self.max_tokens if self.pad_to_max_tokens else self.vocabulary_size()
        mode = "count" if self.output_mode == "tf_idf" else self.output_mode
        rows = encode(found, mode, depth or 0)
        if self.output_mode != "tf_idf":
            return rows
        factors = self._factors + [0.0] * ((depth or 0) - len(self._factors))
        return ops.multiply(rows, ops.convert_to_tensor(factors, dtype="float32"))

    def _place(self, value: Any) -> int:
        if self._masked and value == self.mask_token:
            return 0
        place = self._places.get(value)
        if place is not None:
            return place
        start = int(self._masked)
        if self.num_oov_indices == 0:
            raise ArgumentError(
                f"{value!r} is not in the vocabulary of '{self.name}', which has no place for "
                "unknown values. Use num_oov_indices=1."
            )
        if isinstance(value, int) and self._oov_method != "farmhash":
            return start + value % self.num_oov_indices
        return start + bucket(value, self.num_oov_indices, self._key)

    def _value(self, known: list[Any], place: int) -> Any:
        return known[place] if 0 <= place < len(known) else self.oov_token
