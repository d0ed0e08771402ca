"""Calls of functions that go along axes: sums, order, running values, statistics."""

from __future__ import annotations

from call_inputs import Call, b, call, flat, gaps, given, i, near, x, y

SUMS: list[Call] = [
    *(
        call(name, x(2, 3, 2), axis=axis, keepdims=keepdims)
        for name in ("sum", "mean", "max", "min", "amax", "amin", "prod", "std", "var", "ptp")
        for axis, keepdims in ((None, False), ((0, 2), True))
    ),
    call("logsumexp", x(2, 3), axis=-1, keepdims=True),
    call("max", x(2, 3), initial=0.5),
    call("min", x(2, 3), axis=0, initial=-0.2),
    call("average", x(2, 3), axis=1, weights=y(3, low=0.2)),
    call("average", x(2, 3)),
    call("moments", x(4, 3), axes=[0], keepdims=True),
    call("norm", x(2, 3)),
    call("norm", x(2, 3), axis=1),
    call("norm", x(2, 3), ord=1, axis=0, keepdims=True),
    call("norm", x(2, 3), ord="fro", axis=(0, 1)),
    flat("norm", x(2, 3), ord=float("inf"), axis=1),
    flat("all", b(2, 3), axis=1),
    flat("any", b(2, 3), axis=0, keepdims=True),
    flat("count_nonzero", i(2, 3, high=2), axis=1),
    *(flat(name, x(2, 3), axis=axis) for name in ("argmax", "argmin") for axis in (None, 1)),
    flat("sum", i(2, 3), axis=0),
    flat("median", x(3, 4), axis=1, keepdims=True),
    flat("median", x(2, 3)),
    flat("quantile", x(3, 4), given(0.25, 0.6), axis=0),
    *(
        flat("quantile", x(3, 4), 0.4, axis=1, method=method)
        for method in ("lower", "higher", "nearest", "midpoint")
    ),
    flat("percentile", x(3, 4), 30.0),
    call("trapezoid", x(2, 4), dx=0.5),
    call("trapezoid", x(2, 4), given(0.0, 0.5, 0.7, 2.0)),
    call("diff", x(2, 5), n=2),
    call("diff", x(3, 2), axis=0),
    near(2e-5, call("corrcoef", x(3, 4))),
    call("trace", x(3, 4), offset=1),
    call("cumsum", x(2, 3), axis=1),
    call("cumprod", x(2, 3), axis=0),
    call("cumsum", x(2, 3)),
]

WITHOUT_NAN: list[Call] = [
    *(
        flat(f"nan{name}", gaps(), axis=axis, keepdims=axis is not None)
        for name in ("sum", "prod", "mean", "max", "min", "var", "std", "median")
        for axis in (None, 1)
    ),
    flat("nanargmax", gaps(), axis=1),
    flat("nanargmin", gaps(), axis=0),
    flat("nancumsum", gaps(), axis=1),
    flat("nancumprod", gaps(), axis=1),
    flat("nanquantile", gaps(), 0.3, axis=1),
    flat("nanpercentile", gaps(), 60.0),
]

ORDER: list[Call] = [
    call("sort", x(2, 4)),
    call("sort", x(3, 2), axis=0),
    flat("argsort", x(2, 4)),
    flat("argpartition", given(1.0, 2.0, 3.0, 4.0), 2),
    call("top_k", x(2, 5), 3),
    flat("unique", i(6, high=4)),
    flat("searchsorted", given(-0.5, 0.0, 0.5), x(5)),
    flat("searchsorted", given(1, 3, 5, dtype="int32"), i(6, high=7), side="right"),
    flat("digitize", x(5), given(-0.5, 0.0, 0.5)),
    flat("bincount", i(6), minlength=7),
    flat("bincount", i(6), weights=x(6)),
    flat("histogram", x(9), bins=4),
    flat("histogram", x(9), bins=3, range=(-0.5, 0.5)),
    flat("nonzero", i(3, 3, high=2)),
    flat("in_top_k", i(3, high=4), x(3, 4), k=2),
    call("segment_sum", x(4, 2), given(0, 0, 2, 1, dtype="int32"), num_segments=3),
    flat("segment_max", x(4, 2), given(0, 0, 2, 1, dtype="int32"), num_segments=3),
    flat("segment_min", x(4, 2), given(0, 0, 2, 1, dtype="int32"), num_segments=3),
    flat("segment_prod", x(4, 2), given(0, 0, 2, 1, dtype="int32"), num_segments=3),
]

CASES = [("ops", *parts) for parts in [*SUMS, *WITHOUT_NAN, *ORDER]]
