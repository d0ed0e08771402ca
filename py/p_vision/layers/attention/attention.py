"""Attention without projections: dot products (Luong) and sums (Bahdanau)."""

from __future__ import annotations

from typing import Any

from p_vision import ops, random
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.layer import Layer
from p_vision.layers.sizes import as_float
from p_vision.types import TensorLike
from p_vision.variable import Variable


class Attention(Layer):
    """Mixes values by how well each query fits each key (Luong et al., 2015).

    Args:
        use_scale: whether a learned number multiplies the scores.
        score_mode: "dot" for products, "concat" for the sum of tanh(query + key).
        dropout: which part of the weights is dropped while training.
        seed: a whole number, for the same dropout each time.
        **kwargs: name, trainable, dtype.

    Inputs: a list [query, value] or [query, value, key] of shapes (batch,
    targets, features) and (batch, sources, features). Call arguments: ``mask``
    [query mask, value mask], ``return_attention_scores``, ``use_causal_mask``.
    See https://keras.io/api/layers/attention_layers/attention/

    >>> Attention()([ops.ones((1, 2, 3)), ops.ones((1, 4, 3))]).shape
    (1, 2, 3)
    """

    supports_masking = True

    def __init__(
        self,
        use_scale: bool = False,
        score_mode: str = "dot",
        dropout: float = 0.0,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if score_mode not in ("dot", "concat"):
            raise ArgumentError(f"score_mode is 'dot' or 'concat', not {score_mode!r}.")
        if not 0 <= dropout < 1:
            raise ArgumentError(f"dropout must be from 0 to below 1, but it is {dropout}.")
        self.use_scale = use_scale
        self.score_mode = score_mode
        self.dropout = dropout
        self.seed = seed
        if dropout > 0:
            self.seed_generator = random.SeedGenerator(seed)
        self.scale: Variable | None = None
        self.concat_score_weight: Variable | None = None

    def build(self, input_shape: Any) -> None:
        """Make the scale, if there is one."""
        self._check(input_shape)
        if self.use_scale:
            self.scale = self.add_weight(shape=(), initializer="ones", name="scale")
        if self.score_mode == "concat":
            self.concat_score_weight = self.add_weight(
                shape=(), initializer="ones", name="concat_score_weight"
            )

    def _check(self, inputs: Any) -> None:
        if not isinstance(inputs, (list, tuple)) or not 2 <= len(inputs) <= 3:
            raise ShapeError(
                f"{type(self).__name__} '{self.name}' takes a list [query, value] or "
                "[query, value, key]."
            )

    def _scores(self, query: TensorLike, key: TensorLike) -> TensorLike:
        if self.score_mode == "dot":
            scores = ops.matmul(query, ops.swapaxes(key, -2, -1))
            return scores if self.scale is None else ops.multiply(scores, self.scale)
        both = ops.add(ops.expand_dims(query, -2), ops.expand_dims(key, -3))
        if self.scale is not None:
            both = ops.multiply(both, self.scale)
        return ops.multiply(ops.sum(ops.tanh(both), axis=-1), self.concat_score_weight)

    def call(
        self,
        inputs: Any,
        mask: Any = None,
        training: bool = False,
        return_attention_scores: bool = False,
        use_causal_mask: bool = False,
    ) -> Any:
        """Return (batch, targets, features), and the weights if wanted.

        Args:
            inputs: [query, value] or [query, value, key].
            mask: masks (batch, targets) and (batch, sources), or None for each.
            training: whether the model is being trained.
            return_attention_scores: whether to return the weights too.
            use_causal_mask: whether a target sees only sources up to its own place.
        """
        self._check(inputs)
        query, value, *rest = (as_float(entry) for entry in inputs)
        scores = self._scores(query, rest[0] if rest else value)
        query_mask, value_mask = (mask[0], mask[1]) if mask else (None, None)
        allowed = None if value_mask is None else ops.expand_dims(value_mask, -2)
        if use_causal_mask:
            targets, sources = scores.shape[-2:]
            earlier = ops.tri(targets, sources, dtype="bool")
            allowed = earlier if allowed is None else ops.logical_and(allowed, earlier)
        if allowed is not None:
            scores = ops.where(allowed, scores, ops.subtract(scores, 1e9))
        weights = ops.softmax(scores, axis=-1)
        if training and self.dropout > 0:
            weights = random.dropout(weights, self.dropout, seed=self.seed_generator)
        found = ops.matmul(weights, value)
        if query_mask is not None:
            found = ops.where(ops.expand_dims(query_mask, -1), found, 0.0)
        return (found, weights) if return_attention_scores else found

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Return the mask of the query."""
        return previous_mask[0] if previous_mask else None


class AdditiveAttention(Attention):
    """Mixes values by the learned sum of tanh(query + key) (Bahdanau et al., 2014).

    Args:
        use_scale: whether each feature of the sum has a learned factor.
        dropout: which part of the weights is dropped while training.
        **kwargs: name, trainable, dtype, seed.

    Inputs and call arguments as for :class:`Attention`.
    See https://keras.io/api/layers/attention_layers/additive_attention/

    >>> AdditiveAttention()([ops.ones((1, 2, 3)), ops.ones((1, 4, 3))]).shape
    (1, 2, 3)
    """

    _not_in_config = Attention._not_in_config | {"score_mode"}

    def __init__(self, use_scale: bool = True, dropout: float = 0.0, **kwargs: Any) -> None:
        super().__init__(use_scale=use_scale, dropout=dropout, **kwargs)

    def build(self, input_shape: Any) -> None:
        """Make the factors, if there are some."""
        self._check(input_shape)
        if self.use_scale:
            self.scale = self.add_weight(
                shape=(input_shape[0][-1],), initializer="glorot_uniform", name="scale"
            )

    def _scores(self, query: TensorLike, key: TensorLike) -> TensorLike:
        both = ops.tanh(ops.add(ops.expand_dims(query, -2), ops.expand_dims(key, -3)))
        if self.scale is not None:
            both = ops.multiply(both, self.scale)
        return ops.sum(both, axis=-1)
