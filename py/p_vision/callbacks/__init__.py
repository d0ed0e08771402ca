"""Callbacks: what `fit`, `evaluate` and `predict` tell about their progress."""

from typing import TYPE_CHECKING

from p_vision.callbacks.callback import Callback
from p_vision.callbacks.callback_list import CallbackList
from p_vision.callbacks.history import History
from p_vision.callbacks.progbar_logger import ProgbarLogger
from p_vision.callbacks.terminate_on_nan import TerminateOnNaN
from p_vision.missing_names import loaded_later, missing_name

if TYPE_CHECKING:
    from p_vision.callbacks.backup_and_restore import BackupAndRestore
    from p_vision.callbacks.csv_logger import CSVLogger
    from p_vision.callbacks.early_stopping import EarlyStopping
    from p_vision.callbacks.lambda_callback import LambdaCallback
    from p_vision.callbacks.learning_rate_scheduler import LearningRateScheduler
    from p_vision.callbacks.model_checkpoint import ModelCheckpoint
    from p_vision.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau
    from p_vision.callbacks.swap_ema_weights import SwapEMAWeights
    from p_vision.callbacks.tensor_board import TensorBoard

__all__ = [
    "BackupAndRestore",
    "CSVLogger",
    "Callback",
    "CallbackList",
    "EarlyStopping",
    "History",
    "LambdaCallback",
    "LearningRateScheduler",
    "ModelCheckpoint",
    "ProgbarLogger",
    "ReduceLROnPlateau",
    "SwapEMAWeights",
    "TensorBoard",
    "TerminateOnNaN",
]

#: Modules that are loaded when one of their names is asked for.
_LATER = {
    "backup_and_restore": ("BackupAndRestore",),
    "csv_logger": ("CSVLogger",),
    "early_stopping": ("EarlyStopping",),
    "lambda_callback": ("LambdaCallback",),
    "learning_rate_scheduler": ("LearningRateScheduler",),
    "model_checkpoint": ("ModelCheckpoint",),
    "reduce_lr_on_plateau": ("ReduceLROnPlateau",),
    "swap_ema_weights": ("SwapEMAWeights",),
    "tensor_board": ("TensorBoard",),
}

if not TYPE_CHECKING:
    __getattr__ = missing_name(
        "p_vision.callbacks",
        __all__,
        {
            "RemoteMonitor": "LambdaCallback can send what you like",
            "OrbaxCheckpoint": "ModelCheckpoint saves models",
        },
        later=loaded_later("p_vision.callbacks", _LATER),
    )


def __dir__() -> list[str]:
    return sorted(__all__)
