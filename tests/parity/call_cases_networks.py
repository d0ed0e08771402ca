"""Calls of functions that layers are made of: products, windows, normalization, losses."""

from __future__ import annotations

from call_inputs import Call, b, call, flat, given, i, near, x, y, z
from golden_values import probabilities

PRODUCTS: list[Call] = [
    call("matmul", x(2, 3), y(3, 4)),
    call("matmul", x(2, 2, 3), y(3)),
    call("dot", x(2, 3), y(3)),
    call("dot", x(2, 2, 3), y(3, 2)),
    call("einsum", "bij,bjk->bik", x(2, 2, 3), y(2, 3, 2)),
    call("einsum", "ij,j,k->ik", x(2, 3), y(3), z(2)),
    call("inner", x(2, 3), y(4, 3)),
    call("outer", x(3), y(2)),
    call("kron", x(2, 2), y(2, 3)),
    call("vdot", x(2, 3), y(2, 3)),
    call("cross", x(2, 3), y(2, 3)),
    call("tensordot", x(2, 3, 4), y(3, 4, 2), axes=2),
    call("tensordot", x(2, 3), y(2, 4), axes=[[0], [0]]),
    call("correlate", x(5), y(3)),
    call("correlate", x(5), y(3), mode="same"),
    call("correlate", x(3), y(4), mode="full"),
]

WINDOWS: list[Call] = [
    call("conv", x(1, 5, 5, 2), y(3, 3, 2, 3), strides=2, padding="same"),
    call("conv", x(2, 6, 2), y(3, 2, 2), dilation_rate=2),
    call("conv_transpose", x(1, 3, 3, 2), y(3, 3, 2, 2), strides=2, padding="same"),
    call("depthwise_conv", x(1, 4, 4, 2), y(3, 3, 2, 2)),
    call("separable_conv", x(1, 4, 4, 2), y(3, 3, 2, 1), z(1, 1, 2, 3)),
    call("max_pool", x(1, 4, 4, 2), (2, 2), strides=(2, 2)),
    call("max_pool", x(1, 5, 5, 1), 3, strides=2, padding="same"),
    call("average_pool", x(1, 5, 5, 1), 3, strides=2, padding="same"),
    call("average_pool", x(1, 5, 2), 2, strides=1),
    call("adaptive_average_pool", x(1, 5, 7, 2), (2, 3)),
    call("adaptive_max_pool", x(1, 5, 7, 2), (2, 3)),
]

NORMALIZED: list[Call] = [
    call("softmax", x(2, 3)),
    call("softmax", x(2, 3, 2), axis=(1, 2)),
    call("log_softmax", x(2, 3), axis=0),
    call("normalize", x(2, 3)),
    call("normalize", x(2, 3), axis=0, order=1),
    call("batch_normalization", x(4, 3), y(3), z(3, low=0.2), axis=-1, offset=x(3), scale=y(3)),
    near(2e-5, call("layer_normalization", x(2, 4), y(4), z(4))),
    call("rms_normalization", x(2, 4), scale=y(4)),
    call("dot_product_attention", x(1, 3, 2, 4), y(1, 5, 2, 4), z(1, 5, 2, 4)),
    call("dot_product_attention", x(1, 3, 2, 4), y(1, 3, 2, 4), z(1, 3, 2, 4), is_causal=True),
    call("binary_crossentropy", i(2, 3, high=2).astype("float32"), x(2, 3, low=0.05, high=0.95)),
    call("binary_crossentropy", i(2, 3, high=2).astype("float32"), x(2, 3), from_logits=True),
    call(
        "categorical_crossentropy",
        probabilities("cases/t", (2, 4)),
        probabilities("cases/o", (2, 4)),
    ),
    call("categorical_crossentropy", probabilities("cases/t", (2, 4)), x(2, 4), from_logits=True),
    call("sparse_categorical_crossentropy", i(3, high=4), probabilities("cases/s", (3, 4))),
    call("sparse_categorical_crossentropy", i(3, high=4), x(3, 4), from_logits=True),
    near(
        5e-5,
        call(
            "ctc_loss",
            given([1, 2, 2, 0], [3, 1, 0, 0], dtype="int32"),
            x(2, 6, 4, low=-2, high=2),
            given(3, 2, dtype="int32"),
            given(6, 5, dtype="int32"),
        ),
    ),
    flat(
        "ctc_decode",
        x(2, 6, 4, low=-2, high=2),
        given(6, 5, dtype="int32"),
        strategy="greedy",
    ),
]

WAVES: list[Call] = [
    near(2e-5, call("fft", (x(2, 6), y(2, 6)))),
    near(2e-5, call("fft2", (x(4, 6), y(4, 6)))),
    near(2e-5, call("ifft2", (x(4, 6), y(4, 6)))),
    near(2e-5, call("rfft", x(2, 8))),
    near(2e-5, call("rfft", x(2, 7), fft_length=10)),
    near(2e-5, call("irfft", (x(2, 5), y(2, 5)))),
    near(2e-5, call("stft", x(1, 20), 6, 3, 8)),
    near(2e-5, call("stft", x(1, 20), 6, 3, 6, window="hamming", center=False)),
    near(5e-5, call("istft", (x(1, 7, 5), y(1, 7, 5)), 6, 3, 8)),
]

CASES = [("ops", *parts) for parts in [*PRODUCTS, *WINDOWS, *NORMALIZED, *WAVES]]

LABELS = i(4, high=2, tag="labels").astype("float32")
LOSSES: dict[str, tuple[object, object]] = {
    "mean_squared_error": (x(3, 4), y(3, 4)),
    "mean_absolute_error": (x(3, 4), y(3, 4)),
    "mean_absolute_percentage_error": (x(3, 4), y(3, 4)),
    "mean_squared_logarithmic_error": (x(3, 4, low=0.1), y(3, 4, low=0.1)),
    "huber": (x(3, 4, low=-3, high=3), y(3, 4)),
    "log_cosh": (x(3, 4), y(3, 4)),
    "cosine_similarity": (x(3, 4), y(3, 4)),
    "poisson": (x(3, 4, low=0.1), y(3, 4, low=0.1)),
    "hinge": (i(3, 4, high=2).astype("float32") * 2 - 1, y(3, 4)),
    "squared_hinge": (i(3, 4, high=2).astype("float32") * 2 - 1, y(3, 4)),
    "categorical_hinge": (probabilities("hinge", (3, 4)), y(3, 4)),
    "kl_divergence": (probabilities("kl/t", (3, 4)), probabilities("kl/o", (3, 4))),
    "binary_crossentropy": (LABELS, x(4, low=0.05, high=0.95)),
    "binary_focal_crossentropy": (LABELS, x(4, low=0.05, high=0.95)),
    "categorical_crossentropy": (probabilities("cc/t", (3, 4)), probabilities("cc/o", (3, 4))),
    "categorical_focal_crossentropy": (
        probabilities("cc/t", (3, 4)),
        probabilities("cc/o", (3, 4)),
    ),
    "sparse_categorical_crossentropy": (i(3, high=4), probabilities("cc/o", (3, 4))),
}
ONLY_LOSSES: dict[str, tuple[object, ...]] = {
    "categorical_generalized_cross_entropy": (i(3, high=4), probabilities("cc/o", (3, 4)), 0.7),
    "circle": (i(4, high=2), x(4, 3)),
    "dice": (b(3, 4).astype("float32"), x(3, 4, low=0.05)),
    "tversky": (b(3, 4).astype("float32"), x(3, 4, low=0.05)),
    "ctc": (given([1, 2, 2, 0], [3, 1, 0, 0], dtype="int32"), x(2, 6, 4, low=-2, high=2)),
}
ONLY_METRICS: dict[str, tuple[object, object]] = {
    "binary_accuracy": (LABELS, x(4, low=0)),
    "categorical_accuracy": (probabilities("cc/t", (3, 4)), probabilities("cc/o", (3, 4))),
    "sparse_categorical_accuracy": (i(3, high=4), probabilities("cc/o", (3, 4))),
    "top_k_categorical_accuracy": (probabilities("cc/t", (3, 7)), probabilities("cc/o", (3, 7))),
    "sparse_top_k_categorical_accuracy": (i(3, high=7), probabilities("cc/o", (3, 7))),
    "concordance_correlation": (x(3, 5), y(3, 5)),
    "pearson_correlation": (x(3, 5), y(3, 5)),
}
FUNCTIONS = [
    *(
        (module, *near(2e-5, call(name, *arguments)))
        for module in ("losses", "metrics")
        for name, arguments in LOSSES.items()
        if (module, name) != ("metrics", "cosine_similarity")
    ),
    *(("losses", *near(5e-5, call(name, *entry))) for name, entry in ONLY_LOSSES.items()),
    *(("metrics", *near(2e-5, flat(name, *entry))) for name, entry in ONLY_METRICS.items()),
    *(
        ("layers", *call(name, [x(2, 3), y(2, 3)]))
        for name in ("add", "average", "concatenate", "maximum", "minimum", "multiply", "subtract")
    ),
    ("layers", *call("dot", [x(2, 3), y(2, 3)], axes=1)),
]
