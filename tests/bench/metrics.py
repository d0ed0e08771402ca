"""What is measured, in the order of the table, and the bars it is held to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A limit: on our own number, or on the ratio to a peer (the best one when none is named)."""

    most: float
    ratio: bool = False
    peer: str = ""

    def words(self) -> str:
        """The bar in a few characters."""
        if not self.ratio:
            return f"<= {self.most:g}"
        return f"<= {self.most:g} x {self.peer or 'best'}"


@dataclass(frozen=True)
class Metric:
    """One row of the table; `more` means that larger is better.

    `theirs` is the peers' name for the same thing, where it differs.
    """

    key: str
    title: str
    unit: str
    bar: Bar | None = None
    more: bool = False
    theirs: str = ""

    def ratio(self, ours: float, peer: float) -> float:
        """Below 1 where we are better."""
        return peer / ours if self.more else ours / peer


METRICS = [
    Metric("convnet_step", "convnet step 128", "ms", Bar(0.04, True, "jax-js webgpu")),
    Metric("convnet_fit", "convnet step in fit", "ms"),
    Metric("convnet_first", "convnet first step", "ms"),
    Metric("mlp_step", "MLP step 64", "ms"),
    Metric("mlp_fit", "MLP step in fit", "ms", Bar(0.333, True)),
    Metric("mlp_first", "MLP first step", "ms"),
    Metric(
        "infer_128", "convnet inference 128", "images/s", Bar(1.0, True, "tfjs wasm"), more=True
    ),
    Metric("predict_1", "predict, one sample", "ms", Bar(1.0)),
    Metric("call_1", "model(x), one sample", "ms"),
    Metric("eager_op", "eager op", "us", Bar(10.0)),
    Metric("round_trip", "two tiny ops, read", "ms"),
    Metric("matmul_256", "matmul 256", "GFLOP/s", more=True),
    Metric("matmul_512", "matmul 512", "GFLOP/s", Bar(1.0, True, "tfjs wasm"), more=True),
    Metric("matmul_1024", "matmul 1024", "GFLOP/s", Bar(1.0, True, "tfjs wasm"), more=True),
    Metric("fit_single", "Python of fit, k = 1", "ms/step", Bar(0.3)),
    Metric("fit_many", "Python of fit, k large", "ms/step"),
    Metric("tiny_predict", "Python of predict", "ms"),
    Metric("convnet_trace", "convnet trace", "ms", Bar(60.0)),
    Metric("boot_cold", "Python ready, first visit", "s"),
    Metric("xor_cold", "XOR trained, first visit", "s", Bar(3.0)),
    Metric("xor_cold_cpu", "  Python's thread in it", "s"),
    Metric("boot_return", "Python ready, next visit", "s"),
    Metric("xor_return", "XOR trained, next visit", "s", Bar(1.2)),
    Metric("xor_return_cpu", "  Python's thread in it", "s"),
    Metric("native_lstm", "native: LSTM(64), 50 steps", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_gru", "native: GRU(64), 50 steps", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_transformer", "native: encoder, 2 blocks", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_mlp", "native: MLP 64", "ms", Bar(1.2, True, "keras torch")),
    Metric("native_convnet", "native: convnet 128", "ms", Bar(1.2, True, "keras torch")),
    Metric("size_page", "download: page", "MB"),
    Metric("size_python", "download: Python", "MB"),
    Metric("size_engine_cpu", "download: engine-cpu", "MB", Bar(0.5)),
    Metric("size_engine_threads", "download: engine-threads", "MB", Bar(0.5)),
    Metric("size_engine_gpu", "download: engine-gpu", "MB", Bar(1.7)),
    Metric("size_p_vision", "download: p_vision", "MB"),
    Metric("size_numpy", "download: numpy", "MB"),
    Metric("size_mnist", "download: MNIST", "MB"),
    Metric("tab_ready", "tab, Python ready", "MB"),
    Metric("epoch_1", "MNIST epoch, 60,000", "s"),
    Metric("tab_epoch_1", "tab after one epoch", "MB", Bar(800.0)),
    Metric("tab_epoch_2", "tab after the second", "MB", Bar(800.0)),
    Metric("browser_epoch_2", "whole browser then", "MB"),
]


def _on_wgpu(key: str, title: str, unit: str, most: float = 1.0, more: bool = False) -> Metric:
    bar = Bar(most, True, "jax-js webgpu")
    return Metric(f"wgpu_{key}", f"Wgpu: {title}", unit, bar, more, theirs=key)


METRICS += [
    _on_wgpu("convnet_step", "convnet step 128", "ms"),
    _on_wgpu("convnet_first", "convnet first step", "ms"),
    _on_wgpu("mlp_step", "MLP step 64", "ms"),
    _on_wgpu("mlp_first", "MLP first step", "ms", 1.5),
    _on_wgpu("infer_128", "inference 128", "images/s", more=True),
    _on_wgpu("predict_1", "predict, one", "ms"),
    _on_wgpu("matmul_512", "matmul 512", "GFLOP/s", more=True),
    Metric("wgpu_eager_op", "Wgpu: eager op", "us"),
]
