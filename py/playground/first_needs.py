"""What nearly every first program needs: imported with the page, before anybody presses Run.

The next visit finds it in Python's memory. None of it needs numpy, which is loaded later.
"""

from importlib import import_module

MODULES = (
    "p_vision.losses.function_loss",
    "p_vision.losses.lookup",
    "p_vision.metrics.accuracy_metrics",
    "p_vision.metrics.lookup",
    "p_vision.optimizers.adam",
    "p_vision.optimizers.lookup",
    "p_vision.training.predict_loop",
    "p_vision.utils",
    "playground.look",
)

for name in MODULES:
    import_module(name)
