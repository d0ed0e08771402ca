"""Recurrent layers to compare: directions, masks, states, cells."""

from __future__ import annotations

from typing import Any

from layer_cases import Case
from layer_examples import inside

STEPS = (2, 4, 3)
MASK = {"mask": (2, 4)}
ALL = {"return_sequences": True}


def _common(kind: str) -> list[Case]:
    name = kind.lower()
    states = [(2, 2), (2, 2)] if kind == "LSTM" else [(2, 2)]
    units = {"units": 2}
    return [
        (name, kind, units, STEPS, {}),
        (f"{name} sequences", kind, {**units, **ALL}, STEPS, {}),
        (f"{name} states", kind, {**units, "return_state": True}, STEPS, {}),
        (
            f"{name} backwards sequences states",
            kind,
            {**units, **ALL, "return_state": True, "go_backwards": True},
            STEPS,
            {},
        ),
        (f"{name} mask", kind, units, STEPS, MASK),
        (f"{name} mask sequences", kind, {**units, **ALL, "return_state": True}, STEPS, MASK),
        (
            f"{name} mask backwards sequences",
            kind,
            {**units, **ALL, "go_backwards": True},
            STEPS,
            MASK,
        ),
        (f"{name} unroll", kind, {**units, **ALL, "unroll": True}, STEPS, MASK),
        (f"{name} initial state", kind, units, STEPS, {"states": states}),
        (f"{name} no bias", kind, {**units, "use_bias": False}, STEPS, {}),
        (f"{name} relu", kind, {**units, "activation": "relu"}, STEPS, {}),
        (f"{name} one step", kind, {**units, **ALL}, (3, 1, 2), {}),
    ]


def _others() -> list[Case]:
    before = {"units": 2, "reset_after": False}
    stacked = {"cell": inside("StackedRNNCells", cells=[inside("LSTMCell"), inside("GRUCell", 3)])}
    cases: list[Case] = [
        ("gru reset before", "GRU", before, STEPS, {}),
        ("gru reset before sequences mask", "GRU", {**before, **ALL}, STEPS, MASK),
        ("gru reset before no bias", "GRU", {**before, "use_bias": False}, STEPS, {}),
        (
            "lstm other gates",
            "LSTM",
            {"units": 2, "recurrent_activation": "hard_sigmoid", "activation": "linear"},
            STEPS,
            {},
        ),
        ("rnn cell", "RNN", {"cell": inside("SimpleRNNCell"), **ALL}, STEPS, {}),
        (
            "rnn cell zero output",
            "RNN",
            {"cell": inside("GRUCell"), "zero_output_for_mask": True},
            STEPS,
            MASK,
        ),
        ("rnn stacked", "RNN", stacked, STEPS, {}),
        ("rnn stacked sequences", "RNN", {**stacked, **ALL, "return_state": True}, STEPS, {}),
        ("rnn stacked backwards", "RNN", {**stacked, "go_backwards": True}, STEPS, {}),
        (
            "bidirectional states",
            "Bidirectional",
            {"layer": inside("LSTM", return_state=True)},
            STEPS,
            {},
        ),
        (
            "bidirectional initial state",
            "Bidirectional",
            {"layer": inside("GRU", return_sequences=True)},
            STEPS,
            {"states": [(2, 2), (2, 2)]},
        ),
        ("bidirectional mask", "Bidirectional", {"layer": inside("LSTM")}, STEPS, MASK),
        (
            "bidirectional both",
            "Bidirectional",
            {"layer": inside("LSTM", return_sequences=True), "merge_mode": None},
            STEPS,
            MASK,
        ),
        ("time distributed dense", "TimeDistributed", {"layer": inside("Dense")}, STEPS, {}),
        (
            "time distributed conv",
            "TimeDistributed",
            {"layer": inside("Conv1D", None, filters=2, kernel_size=2)},
            (2, 2, 4, 2),
            {},
        ),
        (
            "time distributed batch norm",
            "TimeDistributed",
            {"layer": inside("BatchNormalization", None)},
            (3, 2, 2),
            {"training": True, "tolerance": 5e-5},
        ),
        ("time distributed lstm", "TimeDistributed", {"layer": inside("LSTM")}, (2, 2, 3, 2), {}),
    ]
    for mode in ("concat", "sum", "mul", "ave"):
        layer = inside("LSTM" if mode == "sum" else "GRU", return_sequences=True)
        config: dict[str, Any] = {"layer": layer, "merge_mode": mode}
        cases.append((f"bidirectional {mode}", "Bidirectional", config, STEPS, MASK))
    return cases


RECURRENT_CASES = [case for kind in ("SimpleRNN", "LSTM", "GRU") for case in _common(kind)]
RECURRENT_CASES += _others()
