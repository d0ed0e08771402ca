"""Which public names the golden values compare, and why some names have none."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from checked_values import GOLDEN, golden

_RANDOM = "drawn by chance: numbers differ by design; tests/unit looks at how they are spread"
_LOOKUP = "finds an object by its name or writes it down; its round trip is in each class's case"
_BASE = "a base class for one's own; its subclasses are compared"
_TENSORFLOW = "Keras needs TensorFlow for it; tests/unit/test_layers_preprocessing.py has results"
_SPARSEMAX = "sums to 1, which Keras 3.15's does not; tests/unit/test_activations.py"

#: Names that need no golden value, with the reason.
EXCEPTIONS: dict[str, dict[str, str]] = {
    "layers": {
        "Input": "makes a symbolic tensor, no values; compared in functional.json",
        "InputLayer": "makes a symbolic tensor, no values; compared in functional.json",
        "InputSpec": "describes inputs, computes nothing",
        "Lambda": "calls any function; tests/unit/test_layers.py",
        "Layer": _BASE,
        "Wrapper": _BASE,
        **dict.fromkeys(("deserialize", "serialize"), _LOOKUP),
        **dict.fromkeys(
            ("Hashing", "IntegerLookup", "StringLookup", "TextVectorization"), _TENSORFLOW
        ),
    },
    "losses": {"Loss": _BASE, **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP)},
    "metrics": {
        "Metric": _BASE,
        "MeanMetricWrapper": "calls any function; the metrics made of it are compared",
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
    },
    "optimizers": {
        "Optimizer": _BASE,
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
    },
    "optimizers.schedules": {
        "LearningRateSchedule": _BASE,
        **dict.fromkeys(("deserialize", "serialize"), _LOOKUP),
    },
    "activations": {
        "sparsemax": _SPARSEMAX,
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
    },
    "initializers": {
        "Initializer": _BASE,
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
        **dict.fromkeys(
            (
                "GlorotNormal",
                "GlorotUniform",
                "HeNormal",
                "HeUniform",
                "LecunNormal",
                "LecunUniform",
                "Orthogonal",
                "RandomNormal",
                "RandomUniform",
                "TruncatedNormal",
                "VarianceScaling",
            ),
            _RANDOM,
        ),
    },
    "regularizers": {
        "Regularizer": _BASE,
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
    },
    "constraints": {
        "Constraint": _BASE,
        **dict.fromkeys(("deserialize", "get", "serialize"), _LOOKUP),
    },
    "ops": {
        "sparsemax": _SPARSEMAX,
        "custom_gradient": "says what to write instead",
        "dtype": "gives a name; float64 and the like are not here",
        **dict.fromkeys(("empty", "empty_like"), "the values of Keras's are left to chance"),
        **dict.fromkeys(
            ("cond", "switch", "while_loop"), "takes functions; tests/unit/test_loops.py"
        ),
    },
    "ops.image": {"elastic_transform": _RANDOM},
    "ops.linalg": {},
    "random": dict.fromkeys(
        (
            "SeedGenerator",
            "beta",
            "binomial",
            "categorical",
            "dropout",
            "gamma",
            "normal",
            "randint",
            "shuffle",
            "truncated_normal",
            "uniform",
        ),
        _RANDOM,
    ),
}

#: What in the cases of a file names the thing that is compared.
_KEYS = {
    "activations": ("activations", "activation"),
    "losses": ("losses", "loss"),
    "metrics": ("metrics", "metric"),
}


@cache
def keras_names() -> dict[str, dict[str, Any]]:
    """Public names of Keras by module."""
    found: dict[str, dict[str, Any]] = json.loads(
        Path(__file__).with_name("keras_names.json").read_text()
    )
    return found


@cache
def compared() -> dict[str, frozenset[str]]:
    """Names with at least one case of real Keras, by module."""
    found: dict[str, set[str]] = {module: set() for module in EXCEPTIONS}
    for path in GOLDEN.glob("*.json"):
        for case in golden(path.stem):
            _add(found, path.stem, case)
    for text in (Path(__file__).with_name("loop_cases.py").read_text(),):
        found["ops"] |= set(re.findall(r"\bops\.(\w+)", text)) & set(keras_names()["ops"])
    return {module: frozenset(names) for module, names in found.items()}


def _add(found: dict[str, set[str]], file: str, case: dict[str, Any]) -> None:
    if file.startswith("calls_"):
        found[case["module"]].add(case["function"])
    elif file.startswith("layers"):
        # Layers inside others, such as cells, are compared with them.
        inside = re.findall(r'"class_name": "(\w+)"', json.dumps(case["config"]))
        found["layers"] |= {case["layer"], *inside}
    elif file == "optimizers" and "optimizer" in case:
        found["optimizers"].add(case["optimizer"])
    elif file == "optimizers":
        found["optimizers.schedules"].add(case["schedule_class"])
    elif file == "weight_rules":
        found[case["kind"]].add(case["class"])
    elif file in _KEYS:
        module, key = _KEYS[file]
        found[module].add(case[key])
