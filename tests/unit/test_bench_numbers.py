"""The bench's own arithmetic: calm medians, ratios whose smaller side is ours, and bars."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, ModuleType]:
    """The bench's modules, with a history of their own."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(BENCH))
    import history
    import metrics
    import results
    import table

    monkeypatch.setattr(history, "HISTORY", tmp_path / "bench" / "history.json")
    found = {"history": history, "metrics": metrics, "results": results, "table": table}
    for name in set(sys.modules) - before:
        if str(BENCH) in str(getattr(sys.modules[name], "__file__", "")):
            monkeypatch.delitem(sys.modules, name)
    return found


def test_calm_rounds_count_and_disturbed_ones_only_alone(bench: dict[str, ModuleType]) -> None:
    results = bench["results"].Results()
    for value, foreign in ((10.0, 0.1), (12.0, 0.2), (90.0, 1.5)):
        results.add("p_vision", {"mlp_step": value}, foreign)
    results.add("tfjs wasm", {"mlp_step": 30.0}, 2.0)
    assert results.value("p_vision", "mlp_step") == 11.0
    assert results.calm("p_vision", "mlp_step")
    assert results.value("tfjs wasm", "mlp_step") == 30.0
    assert not results.calm("tfjs wasm", "mlp_step")
    assert results.value("p_vision", "epoch_1") is None


def test_ratio_is_below_one_where_ours_is_faster(bench: dict[str, ModuleType]) -> None:
    rows = {metric.key: metric for metric in bench["metrics"].METRICS}
    numbers = {
        "p_vision": {"convnet_step": 50.0, "mlp_fit": 4.0, "infer_128": 200.0},
        "jax-js webgpu": {"convnet_step": 500.0, "mlp_fit": 9.0, "infer_128": 50.0},
        "tfjs wasm": {"convnet_step": 100.0, "mlp_fit": 2.0, "infer_128": 100.0},
    }
    ratio = bench["history"].ratio
    assert ratio(rows["convnet_step"], numbers) == pytest.approx(0.1)  # the peer of its bar
    assert ratio(rows["mlp_fit"], numbers) == pytest.approx(2.0)  # the best peer
    assert ratio(rows["infer_128"], numbers) == pytest.approx(0.5)  # more is better
    assert ratio(rows["matmul_512"], numbers) is None
    numbers["p_vision"]["wgpu_convnet_step"] = 250.0
    assert ratio(rows["wgpu_convnet_step"], numbers) == pytest.approx(0.5)  # under the peer's name


def test_table_shows_peers_the_last_ratio_and_the_bar(bench: dict[str, ModuleType]) -> None:
    results = bench["results"].Results()
    results.add("p_vision", {"convnet_step": 50.0, "predict_1": 9.0}, 0.0)
    results.add("jax-js webgpu", {"convnet_step": 500.0}, 0.0)
    bench["history"].record(results, "a browser")
    bench["history"].record(results, "a browser")
    assert len(bench["history"].entries()) == 2
    text = bench["table"].render(results)
    convnet, predict = (
        next(row for row in text.splitlines() if row.startswith(title))
        for title in ("convnet step 128", "predict, one sample")
    )
    assert convnet.split("  ")[-1] == "<= 0.04 x jax-js webgpu MISSED"
    assert convnet.count("0.10") == 2
    assert predict.endswith("<= 1 MISSED")
    assert "(9)" in predict


def test_programs_are_python(bench: dict[str, ModuleType]) -> None:
    for file in sorted((BENCH / "programs").glob("*.py")):
        compile(file.read_text(), file.name, "exec")
