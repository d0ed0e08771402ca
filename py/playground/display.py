"""How a value looks in the page: the richest form it offers, and its text beside it."""

import base64
import csv
import io
import json
import sys
from typing import Any

_TEXT_FORMS = (
    ("_repr_html_", "text/html"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_latex_", "text/latex"),
)
_BINARY_FORMS = (("_repr_png_", "image/png"), ("_repr_jpeg_", "image/jpeg"))
_LONGEST_TEXT = 100_000
#: `web/rich/array.ts` draws it.
ARRAY_TYPE = "application/vnd.p_vision.array+json"
_LARGEST_ARRAY = 50_000_000
_LARGEST_CSV = 20_000


def mime_bundle(value: object) -> dict[str, str]:
    """The forms in which `value` can be shown, from MIME type to content (binary as base64).

    `_repr_mimebundle_` comes first, then the single `_repr_*_` methods, then `repr`. A method that
    fails is passed over: showing a value must never hide the result of a run.

    Example:
        >>> mime_bundle([1, 2])
        {'text/plain': '[1, 2]'}
    """
    bundle: dict[str, str] = {}
    if not isinstance(value, type):
        for mime, content in _offered(value).items():
            bundle[mime] = _as_text(content)
    if "text/plain" not in bundle:
        bundle["text/plain"] = text_of(value)
    if len(bundle) == 1:
        bundle.update(_array_forms(value))
    return bundle


def _array_forms(value: object) -> dict[str, str]:
    """What the text of an array does not tell: shape, dtype and range; small ones as CSV too."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(value, numpy.ndarray) or value.ndim == 0:
        return {}
    facts = {"shape": str(value.shape), "dtype": str(value.dtype), "low": "", "high": ""}
    if value.dtype.kind in "fiu" and 0 < value.size <= _LARGEST_ARRAY:
        facts |= {"low": f"{float(value.min()):.4g}", "high": f"{float(value.max()):.4g}"}
    forms = {ARRAY_TYPE: json.dumps(facts)}
    if value.ndim <= 2 and 0 < value.size <= _LARGEST_CSV and value.dtype.kind in "fiubU":
        rows = value.reshape(len(value), -1).tolist()
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        forms["text/csv"] = text.getvalue()
    return forms


def _offered(value: object) -> dict[str, Any]:
    offered = _call(value, "_repr_mimebundle_")
    if isinstance(offered, tuple):
        offered = offered[0]
    if isinstance(offered, dict) and offered:
        return {mime: content for mime, content in offered.items() if content is not None}
    found = {}
    for method, mime in _TEXT_FORMS + _BINARY_FORMS:
        content = _call(value, method)
        if content is not None:
            found[mime] = content
    return found


def _call(value: object, method: str) -> Any:
    function = getattr(type(value), method, None)
    if function is None:
        return None
    try:
        result = function(value)
    except Exception:
        return None
    return result[0] if isinstance(result, tuple) and method != "_repr_mimebundle_" else result


def _as_text(content: Any) -> str:
    if isinstance(content, (bytes, bytearray, memoryview)):
        return base64.b64encode(content).decode("ascii")
    return content if isinstance(content, str) else json.dumps(content)


def text_of(value: object) -> str:
    """`repr`, cut where it is too long to be read; an error in it becomes text."""
    try:
        text = repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return f"<{type(value).__name__} whose repr raised {type(error).__name__}>"
    if len(text) > _LONGEST_TEXT:
        return f"{text[:_LONGEST_TEXT]} ... ({len(text):,} characters)"
    return text
