"""Five steps of each optimizer with given gradients, and schedules step by step."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from golden_values import array, values

STEPS = 5

CASES: list[tuple[str, dict[str, Any]]] = [
    ("SGD", {}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("SGD", {"learning_rate": 0.1, "clipnorm": 0.5}),
    ("SGD", {"learning_rate": 0.1, "clipvalue": 0.3}),
    ("SGD", {"learning_rate": 0.1, "global_clipnorm": 0.5}),
    ("SGD", {"learning_rate": 0.1, "weight_decay": 0.02}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-3}),
    ("Adam", {"learning_rate": 0.05, "amsgrad": True}),
    ("Adam", {"learning_rate": 0.05, "weight_decay": 0.1, "global_clipnorm": 0.7}),
    ("AdamW", {"learning_rate": 0.05}),
    ("RMSprop", {}),
    ("RMSprop", {"learning_rate": 0.05, "momentum": 0.8}),
    ("RMSprop", {"learning_rate": 0.05, "centered": True, "rho": 0.8}),
    ("Adagrad", {"learning_rate": 0.1}),
    ("Adadelta", {"learning_rate": 1.0}),
    ("Adamax", {"learning_rate": 0.05}),
    ("Nadam", {"learning_rate": 0.05}),
    ("Lion", {"learning_rate": 0.05, "weight_decay": 0.1}),
    ("Lamb", {"learning_rate": 0.05}),
    ("Ftrl", {"learning_rate": 0.1}),
    (
        "Ftrl",
        {
            "learning_rate": 0.1,
            "l1_regularization_strength": 0.05,
            "l2_regularization_strength": 0.1,
            "l2_shrinkage_regularization_strength": 0.02,
            "beta": 0.3,
        },
    ),
    ("Adafactor", {"learning_rate": 0.5}),
    ("Adafactor", {"learning_rate": 0.05, "relative_step": False, "clip_threshold": 0.5}),
    ("Muon", {"learning_rate": 0.05}),
    ("Muon", {"learning_rate": 0.05, "nesterov": False, "rms_rate": None, "weight_decay": None}),
    ("Muon", {"learning_rate": 0.05, "exclude_layers": ["kernel"], "adam_lr_ratio": 0.5}),
    ("ScheduleFreeAdamW", {"learning_rate": 0.05}),
    ("ScheduleFreeAdamW", {"learning_rate": 0.05, "warmup_steps": 3, "weight_decay": 0.1}),
    ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.8}),
    ("Adam", {"learning_rate": 0.1, "use_ema": True, "ema_overwrite_frequency": 2}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "gradient_accumulation_steps": 2}),
    (
        "Adam",
        {"learning_rate": 0.1, "gradient_accumulation_steps": 3, "clipvalue": 0.3},
    ),
    ("SGD", {"learning_rate": 0.1, "loss_scale_factor": 4.0}),
]

SCHEDULES: list[tuple[str, dict[str, Any]]] = [
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5}),
    (
        "ExponentialDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5, "staircase": True},
    ),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5}),
    (
        "InverseTimeDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.5, "staircase": True},
    ),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 5}),
    (
        "PolynomialDecay",
        {"initial_learning_rate": 0.1, "decay_steps": 3, "power": 2.0, "cycle": True},
    ),
    ("PiecewiseConstantDecay", {"boundaries": [2, 5], "values": [0.1, 0.05, 0.01]}),
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 5, "alpha": 0.1}),
    (
        "CosineDecay",
        {"initial_learning_rate": 0.0, "decay_steps": 4, "warmup_target": 0.1, "warmup_steps": 3},
    ),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 2}),
    (
        "CosineDecayRestarts",
        {"initial_learning_rate": 0.1, "first_decay_steps": 2, "t_mul": 1.0, "m_mul": 0.5},
    ),
]


def cases() -> list[dict[str, Any]]:
    found = [_steps(*entry) for entry in CASES]
    decay = {"initial_learning_rate": 0.1, "decay_steps": 2, "decay_rate": 0.5}
    found.append(_steps("SGD", {}, schedule=("ExponentialDecay", decay)))
    found.append(_steps("AdamW", {"learning_rate": 0.05, "weight_decay": 0.1}, exclude=["bias"]))
    found.append(_steps("SGD", {"learning_rate": 0.1}, missing=True))
    return found + [_schedule(*entry) for entry in SCHEDULES]


def _steps(
    class_name: str,
    config: dict[str, Any],
    schedule: tuple[str, dict[str, Any]] | None = None,
    exclude: list[str] | None = None,
    missing: bool = False,
) -> dict[str, Any]:
    arguments = dict(config)
    if schedule:
        arguments["learning_rate"] = getattr(keras.optimizers.schedules, schedule[0])(**schedule[1])
    optimizer = getattr(keras.optimizers, class_name)(**arguments)
    if exclude:
        optimizer.exclude_from_weight_decay(var_names=exclude)
    first = [values("kernel", (3, 2)), values("bias", (2,))]
    names = ["kernel", "bias"]
    variables = [keras.Variable(v, name=n) for v, n in zip(first, names, strict=True)]
    optimizer.build(variables)
    steps = []
    for step in range(STEPS):
        gradients = [
            values(f"gradient/{step}/{n}", tuple(v.shape))
            for n, v in zip(names, variables, strict=True)
        ]
        given = [gradients[0], None] if missing else gradients
        optimizer.apply(given, variables)
        steps.append(
            {
                "gradients": [None if g is None else array(g) for g in given],
                "weights": [array(v) for v in variables],
            }
        )
    label = [
        class_name,
        *config,
        *(["schedule"] if schedule else []),
        *(["exclude"] if exclude else []),
        *(["missing"] if missing else []),
    ]
    return {
        "name": " ".join(label),
        "optimizer": class_name,
        "config": config,
        "schedule": schedule,
        "exclude": exclude,
        "names": names,
        "first": [array(v) for v in first],
        "steps": steps,
        "iterations": int(optimizer.iterations),
        "variables": [array(np.asarray(v)) for v in optimizer.variables],
    }


def _schedule(class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    schedule = getattr(keras.optimizers.schedules, class_name)(**config)
    rates = [float(schedule(step)) for step in range(10)]
    return {
        "name": " ".join([class_name, *config]),
        "schedule_class": class_name,
        "config": config,
        "rates": [float(f"{rate:.8g}") for rate in rates],
    }
