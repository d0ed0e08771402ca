"""What to say about members of Keras's models that are not here, and about misspelled ones."""

from __future__ import annotations

from typing import Any

from p_vision.errors import closest_names

__all__ = ["missing_member"]

_INSTEAD = {
    "export": "model.save('model.keras') writes a file that Keras opens and can export",
    "quantize": "weights stay float32",
    "stateless_call": "call the model: model(x)",
    "symbolic_call": "call the model on Input(...)",
    "fit_generator": "model.fit takes generators",
    "evaluate_generator": "model.evaluate takes generators",
    "predict_generator": "model.predict takes generators",
    "predict_classes": "model.predict(x).argmax(axis=-1) gives classes",
    "predict_proba": "model.predict(x) gives what the last layer gives",
    "add_metric": "keep a metric in an attribute and call its update_state()",
    "state_updates": "variables are assigned directly",
    "to_yaml": "model.to_json() writes the configuration",
    "load": "p_vision.models.load_model('model.keras') makes a model from a file",
    "zero_grad": "each GradientTape begins with fresh gradients; leave the line out",
    "reset_states": "layer.reset_state() on each recurrent layer forgets its state",
    "lr": "model.optimizer.learning_rate holds it",
    "train_function": "model.fit runs the steps; model.train_on_batch runs one",
    "stateless_compute_loss": "model.compute_loss(x, y, y_pred) gives the loss",
    "state_dict": "model.get_weights() gives the weights",
    "load_state_dict": "model.set_weights(...) or model.load_weights('file.weights.h5')",
    "cuda": "model.backend = 'Wgpu' moves it",
    "to": "model.backend = 'Wgpu' moves it",
    "train": "model.fit(x, y) trains; layers know training from fit by themselves",
    "eval": "model.evaluate(x, y) measures; predict runs without training",
    "forward": "call the model: model(x)",
    "parameters": "model.trainable_weights holds them",
    "compiled_loss": "model.compute_loss(x, y, y_pred) gives the loss",
    "compiled_metrics": "model.compute_metrics(x, y, y_pred) updates and returns the metrics",
}


def missing_member(model: Any, name: str) -> AttributeError:
    """The error for a member a model does not have.

    Args:
        model: The model.
        name: What was asked for.
    """
    kind = type(model).__name__
    if name in _INSTEAD:
        return AttributeError(f"{kind} has no '{name}' here: {_INSTEAD[name]}.")
    text = f"{kind} has no attribute '{name}'."
    if not name.startswith("_"):
        known = [*vars(model), *dir(type(model))]
        near = closest_names(name, [other for other in known if other[:1] != "_"])
        text += f" Did you mean '{near[0]}'?" if near else ""
    return AttributeError(text)
