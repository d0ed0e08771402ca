"""Make the golden values in ``golden/`` with real Keras 3.

Run it in an environment of its own; its versions are written into each file:

    python -m venv keras-venv && keras-venv/bin/pip install keras==3.15.1 jax numpy
    keras-venv/bin/python tests/parity/make_golden.py [name ...]
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "jax"
sys.path.insert(0, str(Path(__file__).parent))

import golden_activations
import golden_application_sizes
import golden_applications
import golden_calls
import golden_fitting
import golden_functional
import golden_layer_signatures
import golden_layers
import golden_layers_attention
import golden_layers_later
import golden_layers_more
import golden_layers_preprocessing
import golden_layers_recurrent
import golden_loops
import golden_losses
import golden_metrics
import golden_optimizers
import golden_training
import golden_weight_rules
import jax
import keras

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    for name, module in (
        ("activations", golden_activations),
        ("calls_elementwise", golden_calls.ELEMENTWISE),
        ("calls_matrices", golden_calls.MATRICES),
        ("calls_networks", golden_calls.NETWORKS),
        ("calls_reductions", golden_calls.REDUCTIONS),
        ("calls_shapes", golden_calls.SHAPES),
        ("layers", golden_layers),
        ("layers_attention", golden_layers_attention),
        ("layers_later", golden_layers_later),
        ("layers_more", golden_layers_more),
        ("layers_preprocessing", golden_layers_preprocessing),
        ("layers_recurrent", golden_layers_recurrent),
        ("layer_signatures", golden_layer_signatures),
        ("loops", golden_loops),
        ("losses", golden_losses),
        ("metrics", golden_metrics),
        ("optimizers", golden_optimizers),
        ("training", golden_training),
        ("fitting", golden_fitting),
        ("functional", golden_functional),
        ("weight_rules", golden_weight_rules),
        ("applications", golden_applications),
        # Last: it leaves a scope open in which weights get no values.
        ("application_sizes", golden_application_sizes),
    ):
        if wanted and name not in wanted:
            continue
        document = {
            "made_with": {"keras": keras.__version__, "jax": jax.__version__},
            "cases": module.cases(),
        }
        path = GOLDEN / f"{name}.json"
        path.write_text(_text(document))
        print(f"{path.name}: {len(document['cases'])} cases, {path.stat().st_size // 1024} kB")


def _text(document: dict[str, Any]) -> str:
    """One case a line, so that a change shows which case changed."""
    lines = [json.dumps(case, separators=(",", ":")) for case in document["cases"]]
    head = json.dumps(document["made_with"])
    return f'{{"made_with": {head},\n"cases": [\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    main()
