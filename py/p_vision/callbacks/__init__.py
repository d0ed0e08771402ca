"""Callbacks: what `fit`, `evaluate` and `predict` tell about their progress."""

from p_vision.callbacks.callback import Callback
from p_vision.callbacks.callback_list import CallbackList
from p_vision.callbacks.early_stopping import EarlyStopping
from p_vision.callbacks.history import History
from p_vision.callbacks.lambda_callback import LambdaCallback
from p_vision.callbacks.learning_rate_scheduler import LearningRateScheduler
from p_vision.callbacks.progbar_logger import ProgbarLogger
from p_vision.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau
from p_vision.callbacks.terminate_on_nan import TerminateOnNaN

__all__ = [
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ProgbarLogger",
    "ReduceLROnPlateau",
    "TerminateOnNaN",
]
