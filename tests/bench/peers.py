"""Other libraries, measured by the pages of the peers' folder in the same run as ours."""

import json
import statistics
import subprocess
import time
from collections.abc import Callable
from typing import Any

from chromium import fresh_page
from locations import DIGITS, PEER_MODULES, PEER_PAGES
from playwright.sync_api import Page, Playwright
from serving import wanted_packages

PACKAGES = (
    "@jax-js/jax",
    "@tensorflow/tfjs",
    "@tensorflow/tfjs-backend-wasm",
    "onnxruntime-web",
)
PAGES = {
    "jax-js webgpu": "jaxjs.html?device=webgpu",
    "jax-js wasm": "jaxjs.html?device=wasm",
    "tfjs wasm": "tfjs.html?backend=wasm",
    "onnx wasm": "ort.html?ep=wasm",
}
MLP = ("mlp_train", {"batch": 64, "warmup": 3, "steps": 25, "budgetMs": 4000})
EAGER = ("dispatch", {"ops": 200, "rows": 16, "cols": 16, "iters": 20, "budgetMs": 2000})
CONVNET = (
    "convnet_train",
    {"batch": 128, "warmup": 1, "steps": 4, "budgetMs": 9000, "minSteps": 4},
)
ONE = ("convnet_infer", {"batch": 1, "warmup": 3, "iters": 20, "budgetMs": 3000})
MANY = ("convnet_infer", {"batch": 128, "warmup": 1, "iters": 8, "budgetMs": 4000})


def _matmul(size: int, chain: int) -> tuple[str, dict[str, Any]]:
    return ("matmul", {"n": size, "iters": 5, "chain": chain, "budgetMs": 3000})


MATMULS = [_matmul(256, 30), _matmul(512, 12), _matmul(1024, 4)]
WORK = {
    "jax-js webgpu": [MLP, EAGER, ONE, MANY, MATMULS[1], CONVNET],
    "jax-js wasm": [MLP, EAGER, ONE, *MATMULS],
    "tfjs wasm": [MLP, EAGER, ONE, MANY, *MATMULS],
    "onnx wasm": [ONE, MANY],
}
JOB = """([kind, parameters]) => {
  const job = (window.job = { done: false });
  const end = (found) => Object.assign(job, found, { done: true });
  const fail = (error) => end({ error: String(error?.message ?? error).slice(0, 300) });
  const work = kind === "setup" ? window.bench.setup() : window.bench.run(kind, parameters);
  work.then((result) => end({ result: result ?? {} }), fail);
}"""


def are_there() -> bool:
    """Whether the peers' pages and the digits they train on are on this machine."""
    return (PEER_PAGES / "pages" / "lib.js").is_file() and DIGITS.is_dir()


def install() -> None:
    """The peers' packages, once, into the cache."""
    wanted = {"name": "peers", "private": True, "dependencies": wanted_packages(PACKAGES)}
    text = json.dumps(wanted, indent=1)
    file = PEER_MODULES / "package.json"
    installed = all((PEER_MODULES / "node_modules" / name).is_dir() for name in PACKAGES)
    if installed and file.is_file() and json.loads(file.read_text()) == wanted:
        return
    print("> peers: jax-js, TensorFlow.js and onnxruntime (usually 30 s)", flush=True)
    PEER_MODULES.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
    subprocess.run(command, cwd=PEER_MODULES, check=True)


def _job(page: Page, kind: str, parameters: dict[str, Any], seconds: float) -> dict[str, Any]:
    page.evaluate(JOB, [kind, parameters])
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = page.evaluate("() => window.job")
        if state["done"]:
            found: dict[str, Any] = state.get("result") or {"error": state.get("error")}
            return found
        page.wait_for_timeout(50)
    return {"error": f"no result after {seconds:.0f} s"}


def _numbers(kind: str, parameters: dict[str, Any], found: dict[str, Any]) -> dict[str, float]:
    middle: Callable[[list[float]], float] = statistics.median
    if "error" in found or "unsupported" in found:
        return {}
    if kind in ("mlp_train", "convnet_train"):
        name = kind.removesuffix("_train")
        numbers = {f"{name}_first": found["first_ms"], f"{name}_step": middle(found["step_ms"])}
        if found.get("piped_ms"):
            numbers[f"{name}_fit"] = middle(found["piped_ms"])
        return numbers
    if kind == "dispatch":
        return {
            "eager_op": middle(found["us_per_op"]),
            "round_trip": middle(found["round_trip_ms"]),
        }
    if kind == "matmul":
        size = parameters["n"]
        return {f"matmul_{size}": 2 * size**3 / middle(found["per_op_ms"]) / 1e6}
    one = middle(found["ms"])
    if parameters["batch"] == 1:
        return {"predict_1": one, "call_1": one}
    return {f"infer_{parameters['batch']}": 1e3 * parameters["batch"] / one}


def measure(
    playwright: Playwright, address: str, peer: str, real_gpu: bool, say: Callable[[str], None]
) -> dict[str, float]:
    """One round of one peer in a fresh browser."""
    numbers: dict[str, float] = {}
    with fresh_page(playwright, real_gpu) as page:
        page.goto(f"{address}/{PAGES[peer]}")
        page.wait_for_function("() => window.bench", timeout=60_000)
        _job(page, "setup", {}, 60)
        for kind, parameters in WORK[peer]:
            found = _job(page, kind, parameters, 120)
            if "error" in found:
                say(f"{peer}, {kind}: {found['error']}")
            numbers |= _numbers(kind, parameters, found)
    return numbers
