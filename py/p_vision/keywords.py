"""Names of arguments: what is said about one that a function does not have."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from p_vision.errors import ArgumentError, closest_names

__all__ = ["check_keywords", "checked_keywords", "unknown_argument"]

#: Arguments of other libraries and older versions, with today's name.
_OLD_NAMES = {
    "lr": "learning_rate",
    "decay": "weight_decay",
    "nb_epoch": "epochs",
    "nb_epochs": "epochs",
    "num_epochs": "epochs",
    "n_epochs": "epochs",
    "samples_per_epoch": "steps_per_epoch",
    "nb_val_samples": "validation_steps",
    "show_accuracy": "metrics",
    "output_dim": "units",
    "nb_filter": "filters",
    "border_mode": "padding",
    "subsample": "strides",
    "init": "kernel_initializer",
    "p": "rate",
    "input": "inputs",
    "output": "outputs",
    "criterion": "loss",
    "loss_function": "loss",
    "loss_fn": "loss",
    "act": "activation",
    "alpha": "negative_slope",
    "bias": "use_bias",
    "dilation": "dilation_rate",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "eps": "epsilon",
    "filter_length": "kernel_size",
    "hidden_size": "units",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "n_units": "units",
    "nb_classes": "num_classes",
    "neurons": "units",
    "nodes": "units",
    "num_units": "units",
    "out_channels": "filters",
    "out_features": "units",
    "period": "save_freq",
    "pool_length": "pool_size",
    "stride": "strides",
    "test_data": "validation_data",
    "W_constraint": "kernel_constraint",
    "W_regularizer": "kernel_regularizer",
    "b_regularizer": "bias_regularizer",
    "X": "x",
    "Y": "y",
}

#: Arguments that have no successor, and what to do.
_GONE = {
    "batch_input_shape": "put Input(batch_shape=...) before the layer",
    "consume_less": "leave it out",
    "dim_ordering": "leave it out: pictures have their channels last",
    "in_channels": "leave it out: it is seen from the input",
    "in_features": "leave it out: it is seen from the input",
    "max_queue_size": "leave it out, or give it to the PyDataset",
    "pickle_safe": "leave it out",
    "save_format": "leave it out: the ending of the name says the format",
    "use_multiprocessing": "leave it out, or give it to the PyDataset",
    "weights": "layer.set_weights([...]) gives a layer its weights once it is built",
    "workers": "leave it out, or give it to the PyDataset",
}

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


def unknown_argument(owner: str, name: str, takes: Iterable[str]) -> ArgumentError:
    """The error for an argument that something does not have.

    Args:
        owner: What was called, as the caller wrote it.
        name: The argument.
        takes: The arguments there are.

    Example:
        >>> print(unknown_argument("fit", "epoch", ["x", "y", "epochs"]))
        fit has no argument 'epoch'. Did you mean 'epochs'? It takes: x, y, epochs.
    """
    takes = list(takes)
    today = _OLD_NAMES.get(name)
    if today in takes:
        return ArgumentError(f"{owner} has no argument '{name}': write {today}=... instead.")
    if name in _GONE:
        return ArgumentError(f"{owner} has no argument '{name}': {_GONE[name]}.")
    near = closest_names(name, takes)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return ArgumentError(
        f"{owner} has no argument '{name}'.{hint} It takes: {', '.join(takes) or 'none'}."
    )


def check_keywords(function: Callable[..., Any], given: Iterable[str], owner: str) -> None:
    """Complain about a keyword that a function does not take.

    Args:
        function: What is called.
        given: The keywords.
        owner: Its name in the message.

    Raises:
        ArgumentError: There is no such argument.
    """
    entries = inspect.signature(function).parameters
    if any(entry.kind is inspect.Parameter.VAR_KEYWORD for entry in entries.values()):
        return
    for name in given:
        if name not in entries:
            raise unknown_argument(owner, name, [entry for entry in entries if entry != "self"])


def checked_keywords(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Make a function suggest the right name for a misspelled argument.

    Example:
        >>> @checked_keywords
        ... def paint(colour="red"):
        ...     return colour
        >>> paint(color="blue")
        Traceback (most recent call last):
        p_vision.errors.ArgumentError: paint has no argument 'color'. Did you mean 'colour'? ...
    """

    code = function.__code__
    # Asking for the signature takes longer than a small prediction: only where a name is odd.
    known = frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    needed = code.co_argcount - len(function.__defaults__ or ())
    required_names = code.co_varnames[:needed]
    required = frozenset(required_names)

    @functools.wraps(function)
    def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        if not known.issuperset(kwargs):
            check_keywords(function, kwargs, function.__name__)
        if len(args) < needed and not required.issubset({*required_names[: len(args)], *kwargs}):
            missing = [name for name in required_names[len(args) :] if name not in kwargs]
            raise ArgumentError(
                f"{function.__name__} needs {' and '.join(missing)}: "
                f"{function.__name__}({', '.join(required_names[1:])})."
            )
        return function(*args, **kwargs)

    return checked
