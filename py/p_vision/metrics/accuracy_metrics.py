"""How often predictions are right, as metrics."""

from __future__ import annotations

from p_vision.metrics import accuracy as formulas
from p_vision.metrics.mean import MeanMetricWrapper


class _OfFunction(MeanMetricWrapper):
    _not_in_config = frozenset({"dtype", "fn"})


class Accuracy(_OfFunction):
    """How often predictions are equal to labels.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "accuracy", dtype: str | None = None) -> None:
        super().__init__(formulas.accuracy, name, dtype)


class BinaryAccuracy(_OfFunction):
    """How often probabilities are on the right side of a threshold.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        threshold: from where a probability counts as 1.

    >>> metric = BinaryAccuracy()
    >>> metric.update_state([[1], [0]], [[0.8], [0.7]])
    >>> float(metric.result())
    0.5
    """

    def __init__(
        self,
        name: str | None = "binary_accuracy",
        dtype: str | None = None,
        threshold: float = 0.5,
    ) -> None:
        super().__init__(formulas.binary_accuracy, name, dtype, threshold=threshold)
        self.threshold = threshold


class CategoricalAccuracy(_OfFunction):
    """How often the likeliest class is the one of the one-hot label.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(self, name: str | None = "categorical_accuracy", dtype: str | None = None) -> None:
        super().__init__(formulas.categorical_accuracy, name, dtype)


class SparseCategoricalAccuracy(_OfFunction):
    """How often the likeliest class is the one of the class number.

    Args:
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(
        self,
        name: str | None = "sparse_categorical_accuracy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(formulas.sparse_categorical_accuracy, name, dtype)


class TopKCategoricalAccuracy(_OfFunction):
    """How often the one-hot label is among the likeliest classes.

    Args:
        k: how many classes count.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
    """

    def __init__(
        self,
        k: int = 5,
        name: str | None = "top_k_categorical_accuracy",
        dtype: str | None = None,
    ) -> None:
        super().__init__(formulas.top_k_categorical_accuracy, name, dtype, k=k)
        self.k = k


class SparseTopKCategoricalAccuracy(_OfFunction):
    """How often the class number is among the likeliest classes.

    Args:
        k: how many classes count.
        name: name in logs.
        dtype: accepted for Keras; metrics are float32.
        from_sorted_ids: y_pred holds class numbers, the likeliest first.
    """

    def __init__(
        self,
        k: int = 5,
        name: str | None = "sparse_top_k_categorical_accuracy",
        dtype: str | None = None,
        from_sorted_ids: bool = False,
    ) -> None:
        super().__init__(
            formulas.sparse_top_k_categorical_accuracy,
            name,
            dtype,
            k=k,
            from_sorted_ids=from_sorted_ids,
        )
        self.k = k
        self.from_sorted_ids = from_sorted_ids
