"""Grouped-query attention: several query heads share a key head (Ainslie et al., 2023)."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ArgumentError, ShapeError
from p_vision.layers.attention.heads import HeadsAttention
from p_vision.layers.attention.masks import joined_mask
from p_vision.layers.attention.scores import attend
from p_vision.types import TensorLike


class GroupedQueryAttention(HeadsAttention):
    """Multi-head attention whose keys and values serve groups of query heads.

    Args:
        head_dim: size of each head.
        num_query_heads: number of query heads.
        num_key_value_heads: number of key and value heads; divides ``num_query_heads``.
        dropout: which part of the weights is dropped while training.
        use_bias: whether the projections add a bias.
        sliding_window: how far away, less one, a source may be; None for any distance.
        flash_attention: accepted for Keras.
        kernel_initializer: first values of the kernels.
        bias_initializer: first values of the biases.
        kernel_regularizer: a penalty on the kernels.
        bias_regularizer: a penalty on the biases.
        activity_regularizer: a penalty on the outputs.
        kernel_constraint: a limit on the kernels.
        bias_constraint: a limit on the biases.
        use_gate: whether a sigmoid of the query multiplies the heads.
        seed: a whole number, for the same dropout each time.
        **kwargs: name, trainable, dtype.

    Call arguments as for :class:`MultiHeadAttention`.
    See https://keras.io/api/layers/attention_layers/group_query_attention/

    >>> layer = GroupedQueryAttention(head_dim=4, num_query_heads=4, num_key_value_heads=2)
    >>> layer(ops.ones((1, 5, 8)), ops.ones((1, 3, 8))).shape
    (1, 5, 8)
    """

    def __init__(
        self,
        head_dim: int,
        num_query_heads: int,
        num_key_value_heads: int,
        dropout: float = 0.0,
        use_bias: bool = True,
        sliding_window: int | None = None,
        flash_attention: Any = None,
        kernel_initializer: Any = "glorot_uniform",
        bias_initializer: Any = "zeros",
        kernel_regularizer: Any = None,
        bias_regularizer: Any = None,
        activity_regularizer: Any = None,
        kernel_constraint: Any = None,
        bias_constraint: Any = None,
        use_gate: bool = False,
        seed: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(activity_regularizer=activity_regularizer, **kwargs)
        if num_query_heads % num_key_value_heads:
            raise ArgumentError(
                f"num_query_heads must be a multiple of num_key_value_heads, but they are "
                f"{num_query_heads} and {num_key_value_heads}."
            )
        self.head_dim = head_dim
        self.num_query_heads = num_query_heads
        self.num_key_value_heads = num_key_value_heads
        self.num_repeats = num_query_heads // num_key_value_heads
        self._keep(
            {
                "dropout": dropout,
                "use_bias": use_bias,
                "sliding_window": sliding_window,
                "kernel_initializer": kernel_initializer,
                "bias_initializer": bias_initializer,
                "kernel_regularizer": kernel_regularizer,
                "bias_regularizer": bias_regularizer,
                "kernel_constraint": kernel_constraint,
                "bias_constraint": bias_constraint,
                "use_gate": use_gate,
                "seed": seed,
            }
        )

    def build(  # type: ignore[override]
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> None:
        """Make the projections of query, key, value and output."""
        key_shape = value_shape if key_shape is None else key_shape
        self._check_shapes(value_shape, key_shape)
        if len(query_shape) != 3 or len(value_shape) != 3:
            raise ShapeError(
                f"'{self.name}' takes query and value of shape (batch, steps, features), but "
                f"received {tuple(query_shape)} and {tuple(value_shape)}."
            )
        many = (None, self.num_query_heads, self.head_dim)
        few = (None, self.num_key_value_heads, self.head_dim)
        equation = "bqm,muh->bquh"
        self._query_dense = self._dense("query", equation, many, "uh", query_shape)
        self._key_dense = self._dense("key", equation, few, "uh", key_shape)
        if self.use_gate:
            self._gate_dense = self._dense("gate", equation, many, "uh", query_shape)
        self._value_dense = self._dense("value", equation, few, "uh", value_shape)
        self._output_dense = self._dense(
            "attention_output",
            "bquh,uhm->bqm",
            (None, query_shape[-1]),
            "m",
            (*query_shape[:-1], self.num_query_heads, self.head_dim),
        )

    def call(
        self,
        query: TensorLike,
        value: TensorLike,
        key: TensorLike | None = None,
        query_mask: TensorLike | None = None,
        value_mask: TensorLike | None = None,
        key_mask: TensorLike | None = None,
        attention_mask: TensorLike | None = None,
        return_attention_scores: bool = False,
        training: bool | None = None,
        use_causal_mask: bool = False,
    ) -> Any:
        """Return what each target has gathered, and the weights if wanted.

        Args:
            query: (batch, targets, features).
            value: (batch, sources, features).
            key: (batch, sources, features); ``value`` by default.
            query_mask: (batch, targets), False for targets that do not count.
            value_mask: (batch, sources), False for sources that do not count.
            key_mask: (batch, sources), False for sources that do not count.
            attention_mask: (batch, targets, sources), False where a target may not look.
            return_attention_scores: whether to return the weights too.
            training: whether the model is being trained.
            use_causal_mask: whether a target sees only sources up to its own place.
        """
        key = value if key is None else key
        mask = joined_mask(
            query,
            value,
            query_mask=query_mask,
            value_mask=value_mask,
            key_mask=key_mask,
            attention_mask=attention_mask,
            causal=use_causal_mask,
            window=self.sliding_window,
        )
        dropout = self.dropout_layer
        found, weights = attend(
            self._query_dense(query),
            ops.repeat(self._key_dense(key), self.num_repeats, axis=2),
            ops.repeat(self._value_dense(value), self.num_repeats, axis=2),
            (1,),
            mask,
            None if dropout is None else lambda given: dropout(given, training=training),
        )
        if self.use_gate:
            found = ops.multiply(found, self._gate_dense(query))
        found = self._output_dense(found)
        return (found, weights) if return_attention_scores else found

    def compute_output_shape(
        self, query_shape: Any, value_shape: Any = None, key_shape: Any = None
    ) -> Any:
        """Return the shape of the output: that of the query.

        Args:
            query_shape: shape of the query.
            value_shape: shape of the value.
            key_shape: shape of the key.
        """
        return tuple(query_shape)
