"""What a visitor downloads, part by part, as brotli sends it."""

from pathlib import Path

MEGABYTE = 1_000_000
PARTS = {
    "size_page": ("index.html", "assets/*.js", "assets/*.css", "favicon.svg", "first-paint.js"),
    "size_python": ("pyodide/*/*",),
    "size_engine_cpu": ("engine/engine_cpu*",),
    "size_engine_threads": ("engine/engine_threads*",),
    "size_engine_gpu": ("engine/engine_gpu*",),
    "size_p_vision": ("wheels/page/p_vision.zip",),
    "size_numpy": ("wheels/page/numpy.zip",),
    "size_mnist": ("data/mnist/*",),
}


def sent_bytes(file: Path) -> int:
    """Bytes on the wire: the smallest of the file and what lies beside it packed."""
    packed = [file.with_name(file.name + ending) for ending in (".br", ".gz")]
    return min(path.stat().st_size for path in (file, *packed) if path.is_file())


def measure(site: Path) -> dict[str, float]:
    """Megabytes of each part."""
    sizes = {}
    for name, patterns in PARTS.items():
        files = {file for pattern in patterns for file in site.glob(pattern) if file.is_file()}
        plain = [file for file in files if file.suffix not in (".br", ".gz", ".map", ".partial")]
        sizes[name] = sum(map(sent_bytes, plain)) / MEGABYTE
    return sizes
