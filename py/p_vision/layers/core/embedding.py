"""Embedding: a row of a table for each whole number."""

from __future__ import annotations

from typing import Any

from p_vision import constraints, initializers, ops, regularizers
from p_vision.errors import IndexOutOfRangeError
from p_vision.layers.layer import Layer
from p_vision.layers.not_here import NOT_HERE, refuse
from p_vision.layers.sizes import whole_number
from p_vision.notices import warn
from p_vision.types import TensorLike


class Embedding(Layer):
    """Turns whole numbers (words, classes) into vectors that are learned.

    Args:
        input_dim: how many different numbers there are: 0 .. input_dim - 1.
        output_dim: length of the vectors.
        embeddings_initializer: first values of the table.
        embeddings_regularizer: a penalty on the table.
        embeddings_constraint: a limit on the table.
        mask_zero: whether 0 stands for "nothing here"; see :meth:`compute_mask`.
        weights: the table to start from, an array (input_dim, output_dim) or a list with it.
        lora_rank: accepted for Keras as None only.
        lora_alpha: accepted for Keras.
        quantization_config: accepted for Keras as None only.
        **kwargs: name, trainable, dtype.

    Input (batch, ...) whole numbers; output (batch, ..., output_dim).
    See https://keras.io/api/layers/core_layers/embedding/

    >>> Embedding(10, 3)([[1, 2]]).shape
    (1, 2, 3)
    """

    # Here it is the number of different inputs, not a shape.
    _not_in_config = Layer._not_in_config - {"input_dim"} | NOT_HERE | {"weights"}

    _old_arguments = frozenset({"input_length"})

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        weights: Any = None,
        lora_rank: int | None = None,
        lora_alpha: float | None = None,
        quantization_config: Any = None,
        **kwargs: Any,
    ) -> None:
        if kwargs.pop("input_length", None) is not None:
            warn("Embedding needs no input_length any more; it is left out.")
        super().__init__(**kwargs)
        refuse(self, lora_rank=lora_rank, quantization_config=quantization_config)
        self.input_dim = whole_number(input_dim, "input_dim")
        self.output_dim = whole_number(output_dim, "output_dim")
        self.embeddings_initializer = initializers.get(embeddings_initializer)
        self.embeddings_regularizer = regularizers.get(embeddings_regularizer)
        self.embeddings_constraint = constraints.get(embeddings_constraint)
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self._first_weights = weights

    def build(self, input_shape: Any = None) -> None:
        """Make the table."""
        self.embeddings = self.add_weight(
            shape=(self.input_dim, self.output_dim),
            initializer=self.embeddings_initializer,
            regularizer=self.embeddings_regularizer,
            constraint=self.embeddings_constraint,
            name="embeddings",
        )
        if self._first_weights is not None:
            given = self._first_weights
            self.set_weights(list(given) if isinstance(given, (list, tuple)) else [given])
            self._first_weights = None

    def call(self, inputs: TensorLike) -> TensorLike:
        """Return the vectors."""
        rows = inputs if inputs.dtype == "int32" else ops.cast(inputs, "int32")
        try:
            return ops.take(self.embeddings, rows, axis=0)
        except IndexOutOfRangeError as error:
            raise out_of_range(self, error) from None

    def compute_mask(self, inputs: TensorLike, previous_mask: Any = None) -> Any:
        """Return True where the input is not 0; None without ``mask_zero``."""
        return ops.not_equal(inputs, 0) if self.mask_zero else None


def out_of_range(layer: Embedding, error: IndexOutOfRangeError) -> IndexOutOfRangeError:
    """The error for a number that an embedding has no vector for.

    Args:
        layer: The embedding.
        error: What looking it up said.
    """
    given = "others" if error.index is None else f"{error.index}"
    return IndexOutOfRangeError(
        f"Embedding '{layer.name}' has vectors for the numbers 0 to {layer.input_dim - 1}, but the "
        f"input holds {given}. Make input_dim larger than the largest number, or check the input."
    )


class ReversibleEmbedding(Embedding):
    """An embedding that can also go back: scores of each number for a vector.

    Args:
        input_dim: how many different numbers there are: 0 .. input_dim - 1.
        output_dim: length of the vectors.
        tie_weights: whether the way back uses the same table.
        embeddings_initializer: first values of the table.
        embeddings_regularizer: a penalty on the table.
        embeddings_constraint: a limit on the table.
        mask_zero: whether 0 stands for "nothing here".
        reverse_dtype: accepted for Keras.
        logit_soft_cap: a limit c that scores approach: tanh(scores / c) * c.
        **kwargs: name, trainable, dtype.

    Call arguments: ``reverse``, False by default.
    See https://keras.io/api/layers/core_layers/reversible_embedding/

    >>> layer = ReversibleEmbedding(10, 3)
    >>> layer(layer([[1, 2]]), reverse=True).shape
    (1, 2, 10)
    """

    _not_in_config = Embedding._not_in_config

    def __init__(
        self,
        input_dim: int,
        output_dim: int,
        tie_weights: bool = True,
        embeddings_initializer: Any = "uniform",
        embeddings_regularizer: Any = None,
        embeddings_constraint: Any = None,
        mask_zero: bool = False,
        reverse_dtype: str | None = None,
        logit_soft_cap: float | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            input_dim,
            output_dim,
            embeddings_initializer=embeddings_initializer,
            embeddings_regularizer=embeddings_regularizer,
            embeddings_constraint=embeddings_constraint,
            mask_zero=mask_zero,
            **kwargs,
        )
        self.tie_weights = tie_weights
        self.reverse_dtype = reverse_dtype
        self.logit_soft_cap = logit_soft_cap

    def build(self, input_shape: Any = None) -> None:
        """Make the table, and that of the way back if it is another."""
        super().build(input_shape)
        if not self.tie_weights:
            self.reverse_embeddings = self.add_weight(
                shape=(self.output_dim, self.input_dim),
                initializer=self.embeddings_initializer,
                name="reverse_embeddings",
            )

    def call(self, inputs: TensorLike, reverse: bool = False) -> TensorLike:
        """Return vectors, or scores for vectors.

        Args:
            inputs: whole numbers; with ``reverse`` vectors (batch, ..., output_dim).
            reverse: whether to go back.
        """
        if not reverse:
            return super().call(inputs)
        back = ops.transpose(self.embeddings) if self.tie_weights else self.reverse_embeddings
        scores = ops.matmul(inputs, back)
        cap = self.logit_soft_cap
        return scores if cap is None else ops.tanh(scores / cap) * cap
