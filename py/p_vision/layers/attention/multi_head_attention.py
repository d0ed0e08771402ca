"""Multi-head attention (Vaswani et al., 2017)."""

from __future__ import annotations

from typing import Any

from p_vision import ops
from p_vision.errors import ShapeError
from p_vision.layers.attention.heads import HeadsAttention
from p_vision.layers.attention.masks import joined_mask
from p_vision.layers.attention.scores import attend
from p_vision.layers.sizes import whole_number
from p_vision.types import TensorLike


class MultiHeadAttention(HeadsAttention):
    """Each target gathers what it needs from all sources, several times over.

    Args:
        num_heads: number of heads.
        key_dim: size of query and key of each head.
        value_dim: size of the value of each head; ``key_dim`` by default.
        dropout: which part of the weights is dropped while training.
        use_bias: whether the projections add a bias.
        output_shape: size of the output; that of the query by default.
        attention_axes: the axes to look along; all but batch and features by default.
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

    Call arguments: ``query`` (batch, targets, features), ``value`` (batch,
    sources, features), ``key`` (``value`` by default), ``query_mask``,
    ``value_mask``, ``key_mask``, ``attention_mask`` (batch, targets, sources),
    ``return_attention_scores``, ``use_causal_mask``, ``training``.
    See https://keras.io/api/layers/attention_layers/multi_head_attention/

    >>> layer = MultiHeadAttention(num_heads=2, key_dim=4)
    >>> x = ops.ones((1, 5, 8))
    >>> layer(x, x, use_causal_mask=True).shape
    (1, 5, 8)
    """

    _not_in_config = HeadsAttention._not_in_config | {"output_shape"}

    def __init__(
        self,
        num_heads: int,
        key_dim: int,
        value_dim: int | None = None,
        dropout: float = 0.0,
        use_bias: bool = True,
        output_shape: Any = None,
        attention_axes: Any = None,
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
        self.num_heads = whole_number(num_heads, "num_heads")
        self.key_dim = whole_number(key_dim, "key_dim")
        self.value_dim = value_dim or self.key_dim
        self._output_sizes = (
            (output_shape,)
            if isinstance(output_shape, int)
            else output_shape and tuple(output_shape)
        )
        self.attention_axes = (
            (attention_axes,) if isinstance(attention_axes, int) else attention_axes
        )
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

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments as plain Python values."""
        return {**super().get_config(), "output_shape": self._output_sizes}

    def build(  # type: ignore[override]
        self, query_shape: Any, value_shape: Any, key_shape: Any = None
    ) -> None:
        """Make the projections of query, key, value and output."""
        key_shape = value_shape if key_shape is None else key_shape
        self._check_shapes(value_shape, key_shape)
        rank = len(query_shape)
        if rank < 3 or len(value_shape) != rank:
            raise ShapeError(
                f"'{self.name}' takes query and value of shape (batch, steps, features), but "
                f"received {tuple(query_shape)} and {tuple(value_shape)}."
            )
        front = "abcdefgh"[: rank - 1]
        free = (None,) * (rank - 2)
        equation = f"{front}x,xyz->{front}yz"
        key_sizes = (*free, self.num_heads, self.key_dim)
        value_sizes = (*free, self.num_heads, self.value_dim)
        self.query_dense = self._dense("query", equation, key_sizes, "yz", query_shape)
        self.key_dense = self._dense("key", equation, key_sizes, "yz", key_shape)
        if self.use_gate:
            self.gate_dense = self._dense("gate", equation, value_sizes, "yz", query_shape)
        self.value_dense = self._dense("value", equation, value_sizes, "yz", value_shape)
        sizes = self._output_sizes or (query_shape[-1],)
        letters = "pqrst"[: len(sizes)]
        self.output_dense = self._dense(
            "attention_output",
            f"{front}yz,yz{letters}->{front}{letters}",
            (*free, *sizes),
            letters,
            (*query_shape[:-1], self.num_heads, self.value_dim),
        )
        axes = self.attention_axes or range(1, rank - 1)
        self.attention_axes = tuple(axis % rank for axis in axes)

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
            self.query_dense(query),
            self.key_dense(key),
            self.value_dense(value),
            self.attention_axes,
            mask,
            None if dropout is None else lambda given: dropout(given, training=training),
        )
        if self.use_gate:
            found = ops.multiply(found, self.gate_dense(query))
        found = self.output_dense(found)
        return (found, weights) if return_attention_scores else found

    def compute_output_shape(
        self, query_shape: Any, value_shape: Any = None, key_shape: Any = None
    ) -> Any:
        """Return the shape of the output.

        Args:
            query_shape: shape of the query.
            value_shape: shape of the value.
            key_shape: shape of the key.
        """
        sizes = self._output_sizes or (query_shape[-1],)
        return (*query_shape[:-1], *sizes)
