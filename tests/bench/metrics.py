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
    """One row of the table; `more` means that larger is better."""

    key: str
    title: str
    unit: str
    bar: Bar | None = None
    more: bool = False

    def ratio(self, ours: float, peer: float) -> float:
        """Below 1 where we are better."""
        return peer / ours if self.more else ours / peer


METRICS = [
    Metric("convnet_step", "convnet step 128", "ms", Bar(0.2, True, "jax-js webgpu")),
    Metric("convnet_fit", "convnet step in fit", "ms"),
    Metric("convnet_first", "convnet first step", "ms"),
    Metric("mlp_step", "MLP step 64", "ms"),
    Metric("mlp_fit", "MLP step in fit", "ms", Bar(1.0, True)),
    Metric("mlp_first", "MLP first step", "ms"),
    Metric("infer_128", "convnet inference 128", "images/s", more=True),
    Metric("predict_1", "predict, one sample", "ms", Bar(3.0)),
    Metric("call_1", "model(x), one sample", "ms"),
    Metric("eager_op", "eager op", "us", Bar(30.0)),
    Metric("round_trip", "two tiny ops, read", "ms"),
    Metric("matmul_256", "matmul 256", "GFLOP/s", more=True),
    Metric("matmul_512", "matmul 512", "GFLOP/s", more=True),
    Metric("matmul_1024", "matmul 1024", "GFLOP/s", more=True),
    Metric("fit_single", "Python of fit, k = 1", "ms/step"),
    Metric("fit_many", "Python of fit, k large", "ms/step"),
    Metric("tiny_predict", "Python of predict", "ms"),
    Metric("convnet_trace", "convnet trace", "ms"),
    Metric("boot_cold", "Python ready, first visit", "s"),
    Metric("xor_cold", "XOR trained, first visit", "s", Bar(5.0)),
    Metric("xor_cold_cpu", "  Python's thread in it", "s"),
    Metric("boot_return", "Python ready, next visit", "s"),
    Metric("xor_return", "XOR trained, next visit", "s", Bar(2.5)),
    Metric("xor_return_cpu", "  Python's thread in it", "s"),
    Metric("native_lstm", "native: LSTM(64), 50 steps", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_gru", "native: GRU(64), 50 steps", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_transformer", "native: encoder, 2 blocks", "ms", Bar(1.5, True, "keras torch")),
    Metric("native_mlp", "native: MLP 64", "ms", Bar(1.2, True, "keras torch")),
    Metric("native_convnet", "native: convnet 128", "ms", Bar(1.2, True, "keras torch")),
    Metric("size_page", "download: page", "MB"),
    Metric("size_python", "download: Python", "MB"),
    Metric("size_engine_cpu", "download: engine-cpu", "MB", Bar(0.6)),
    Metric("size_engine_threads", "download: engine-threads", "MB"),
    Metric("size_engine_gpu", "download: engine-gpu", "MB", Bar(2.5)),
    Metric("size_p_vision", "download: p_vision", "MB"),
    Metric("size_numpy", "download: numpy", "MB"),
    Metric("size_mnist", "download: MNIST", "MB"),
    Metric("tab_ready", "tab, Python ready", "MB"),
    Metric("epoch_1", "MNIST epoch, 60,000", "s"),
    Metric("tab_epoch_1", "tab after one epoch", "MB", Bar(800.0)),
    Metric("tab_epoch_2", "tab after the second", "MB", Bar(800.0)),
    Metric("browser_epoch_2", "whole browser then", "MB"),
    Metric("wgpu_convnet_step", "Wgpu: convnet step 128", "ms"),
    Metric("wgpu_convnet_first", "Wgpu: convnet first step", "ms"),
    Metric("wgpu_mlp_step", "Wgpu: MLP step 64", "ms"),
    Metric("wgpu_mlp_first", "Wgpu: MLP first step", "ms"),
    Metric("wgpu_infer_128", "Wgpu: inference 128", "images/s", more=True),
    Metric("wgpu_predict_1", "Wgpu: predict, one", "ms"),
    Metric("wgpu_matmul_512", "Wgpu: matmul 512", "GFLOP/s", more=True),
    Metric("wgpu_eager_op", "Wgpu: eager op", "us"),
]
