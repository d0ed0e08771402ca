"""Symbolic tensors, and programs recorded from Python code.

While a function is traced its tensors are `SymbolicTensor` objects: shape and
dtype are known, values are not. What it does is noted down and becomes a
`Program`, which the engine runs many times without Python. `KerasTensor` is the
kind of symbolic tensor that `Input` makes: operations on it build a model's
graph, each remembering the call that made it.
"""

from p_vision.errors import ValueNeededError
from p_vision.tracing._body import BodyTrace, recording_body
from p_vision.tracing._function import Function, function
from p_vision.tracing._graph_calls import Call, Operation
from p_vision.tracing._program import Program
from p_vision.tracing._recording import (
    compute_output_spec,
    has_keras_tensor,
    init_scope,
    is_tracing,
    only_shapes,
    record_call,
    trace,
)
from p_vision.tracing._symbolic import KerasTensor, SymbolicTensor, TensorSpec
from p_vision.tracing._tree import flatten, leaves_like, map_leaves, pack

__all__ = [
    "BodyTrace",
    "Call",
    "Function",
    "KerasTensor",
    "Operation",
    "Program",
    "SymbolicTensor",
    "TensorSpec",
    "ValueNeededError",
    "compute_output_spec",
    "flatten",
    "function",
    "has_keras_tensor",
    "init_scope",
    "is_tracing",
    "leaves_like",
    "map_leaves",
    "only_shapes",
    "pack",
    "record_call",
    "recording_body",
    "trace",
]
