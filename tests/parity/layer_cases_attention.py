"""Attention layers to compare: heads, masks, axes."""

from __future__ import annotations

from layer_cases import Case

PAIR = [(2, 3, 4), (2, 5, 4)]
THREE = [(2, 3, 4), (2, 5, 4), (2, 5, 4)]
SELF = [(2, 4, 4), (2, 4, 4)]
HEADS = {"num_heads": 2, "key_dim": 3}
GROUPS = {"head_dim": 2, "num_query_heads": 4, "num_key_value_heads": 2}
SCORES = {"return_attention_scores": True}
CAUSAL = {"use_causal_mask": True}
MANY = "MultiHeadAttention"

ATTENTION_CASES: list[Case] = [
    ("heads", MANY, HEADS, PAIR, {"spread": True}),
    (
        "heads key",
        MANY,
        {**HEADS, "value_dim": 2},
        THREE,
        {"spread": True, "kwargs": SCORES},
    ),
    ("heads scores", MANY, HEADS, SELF, {"spread": True, "kwargs": {**SCORES, **CAUSAL}}),
    ("heads causal", MANY, {**HEADS, "use_bias": False}, SELF, {"spread": True, "kwargs": CAUSAL}),
    ("heads mask", MANY, HEADS, PAIR, {"spread": True, "named": {"attention_mask": (2, 3, 5)}}),
    (
        "heads mask scores",
        MANY,
        HEADS,
        PAIR,
        {"spread": True, "named": {"attention_mask": (2, 3, 5)}, "kwargs": SCORES},
    ),
    ("heads value mask", MANY, HEADS, PAIR, {"spread": True, "named": {"value_mask": (2, 5)}}),
    ("heads output shape", MANY, {**HEADS, "output_shape": 5}, PAIR, {"spread": True}),
    ("heads window", MANY, {**HEADS, "sliding_window": 2}, SELF, {"spread": True}),
    ("heads gate", MANY, {**HEADS, "use_gate": True}, PAIR, {"spread": True}),
    (
        "heads axes",
        MANY,
        {**HEADS, "attention_axes": (2,)},
        [(1, 2, 3, 4), (1, 2, 4, 4)],
        {"spread": True},
    ),
    ("heads two axes", MANY, HEADS, [(1, 2, 3, 4), (1, 2, 3, 4)], {"spread": True}),
    ("groups", "GroupQueryAttention", GROUPS, PAIR, {"spread": True}),
    (
        "groups causal scores",
        "GroupQueryAttention",
        {**GROUPS, "use_gate": True},
        SELF,
        {"spread": True, "kwargs": {**SCORES, **CAUSAL}},
    ),
    ("attention", "Attention", {}, PAIR, {}),
    ("attention key", "Attention", {"use_scale": True}, THREE, {}),
    ("attention concat", "Attention", {"score_mode": "concat", "use_scale": True}, PAIR, {}),
    ("attention causal", "Attention", {}, SELF, {"kwargs": {**SCORES, **CAUSAL}}),
    ("attention masks", "Attention", {}, PAIR, {"mask": [(2, 3), (2, 5)]}),
    ("attention mask causal", "Attention", {}, PAIR, {"mask": [None, (2, 5)], "kwargs": CAUSAL}),
    ("additive attention", "AdditiveAttention", {}, THREE, {"kwargs": SCORES}),
    ("additive attention plain", "AdditiveAttention", {"use_scale": False}, PAIR, {}),
]
