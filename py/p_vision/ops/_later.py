"""Operations that few programs use: their modules are loaded when one is asked for."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from p_vision.ops._apply import note_whole

__all__ = ["MODULES", "NAMES", "find"]

MODULES = ("image", "linalg", "nn", "numpy")

_PLACES = {
    "nan_values": (
        "fmax",
        "fmin",
        "nanargmax",
        "nanargmin",
        "nancumprod",
        "nancumsum",
        "nanmax",
        "nanmean",
        "nanmin",
        "nanprod",
        "nanstd",
        "nansum",
        "nanvar",
    ),
    "blocks": (
        "bartlett",
        "blackman",
        "depth_to_space",
        "dsplit",
        "dstack",
        "hamming",
        "hanning",
        "hsplit",
        "space_to_depth",
        "vsplit",
    ),
    "diagonals": ("diag", "diagflat", "diagonal", "trace", "vander"),
    "statistics": ("corrcoef", "diff", "median", "percentile", "quantile", "trapezoid"),
    "real_values": (
        "cdist",
        "conj",
        "conjugate",
        "erfc",
        "fabs",
        "fmod",
        "imag",
        "isreal",
        "ldexp",
        "psnr",
        "real",
        "signbit",
    ),
    "loops": ("associative_scan", "fori_loop", "while_loop"),
    "ctc": ("ctc_decode", "ctc_loss"),
    "decomposition": ("cholesky", "eigh", "lu_factor", "qr", "svd"),
    "equations": (
        "cholesky_inverse",
        "det",
        "inv",
        "logdet",
        "lstsq",
        "matrix_rank",
        "pinv",
        "slogdet",
        "solve",
        "solve_triangular",
    ),
    "nan_quantiles": ("nanmedian", "nanpercentile", "nanquantile"),
    "rearranging": ("rearrange",),
    "signals": (
        "extract_sequences",
        "fft",
        "fft2",
        "ifft2",
        "irfft",
        "istft",
        "rfft",
        "stft",
    ),
    "special": ("geomspace", "i0", "kaiser"),
    "whole_numbers": ("gcd", "lcm", "nextafter"),
    "windows": ("adaptive_average_pool", "adaptive_max_pool", "correlate", "fold", "unfold"),
}
NAMES = {name: module for module, names in _PLACES.items() for name in names}


def find(name: str) -> Any:
    """The operation or module of a name; None for other names."""
    if name in MODULES:
        return import_module(f"p_vision.ops.{name}")
    if name not in NAMES:
        return None
    module = import_module(f"p_vision.ops.{NAMES[name]}")
    found = note_whole({name: getattr(module, name)})[name]
    # Asked only once; and the same function each time.
    setattr(sys.modules["p_vision.ops"], name, found)
    return found
