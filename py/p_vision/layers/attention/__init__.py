"""Layers that look where it matters."""

from p_vision.layers.attention.attention import AdditiveAttention, Attention
from p_vision.layers.attention.group_query_attention import GroupedQueryAttention
from p_vision.layers.attention.multi_head_attention import MultiHeadAttention

#: Keras has it under both names.
GroupQueryAttention = GroupedQueryAttention

__all__ = [
    "AdditiveAttention",
    "Attention",
    "GroupQueryAttention",
    "GroupedQueryAttention",
    "MultiHeadAttention",
]
