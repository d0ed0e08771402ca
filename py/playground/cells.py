"""Turns a piece of source into code objects: statements, and the last expression by itself."""

import ast
import codeop
import linecache
from types import CodeType
from typing import NamedTuple

_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_COMPOUND = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.If,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.With,
    ast.AsyncWith,
    ast.Try,
    ast.TryStar,
    ast.Match,
)
_KEPT_SOURCES = 300


class Cell(NamedTuple):
    """Compiled source: run `body`, then evaluate `value` if there is one."""

    body: CodeType
    value: CodeType | None


def compile_cell(source: str, filename: str) -> Cell:
    """Compiles `source`, with `await` allowed at the top.

    Args:
        source: the text of the editor or of one REPL entry.
        filename: what tracebacks name.

    Returns:
        The statements, and the last expression by itself unless a semicolon follows it.

    Raises:
        SyntaxError: with the place in `source`.

    Example:
        >>> cell = compile_cell("x = 2\\nx + 1", "example.py")
        >>> names = {}
        >>> exec(cell.body, names); eval(cell.value, names)
        3
    """
    tree = compile(source, filename, "exec", _FLAGS | ast.PyCF_ONLY_AST, dont_inherit=True)
    assert isinstance(tree, ast.Module)
    value = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not _hides_value(source):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
        value = compile(last, filename, "eval", _FLAGS, dont_inherit=True)
    body = compile(tree, filename, "exec", _FLAGS, dont_inherit=True)
    return Cell(body, value)


def _hides_value(source: str) -> bool:
    last_line = source.rstrip().rpartition("\n")[2]
    return last_line.partition("#")[0].rstrip().endswith(";")


def is_incomplete(source: str) -> bool:
    """True when a REPL should ask for another line.

    An open bracket, string or block asks for more; so does a block (`def`, `for`, ...) until an
    empty line ends it. Code with a syntax error does not: running it says what is wrong.

    Example:
        >>> is_incomplete("for i in range(3):"), is_incomplete("1 + 1")
        (True, False)
    """
    try:
        compiler = codeop.CommandCompiler()
        compiler.compiler.flags |= _FLAGS
        if compiler(source, "<check>", "exec") is None:
            return True
        tree = compile(source, "<check>", "exec", _FLAGS | ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError):
        return False
    assert isinstance(tree, ast.Module)
    ends_open = bool(tree.body) and isinstance(tree.body[-1], _COMPOUND)
    return ends_open and not source.endswith("\n")


class SourceBook:
    """Keeps the text of what was run, so that tracebacks and `inspect.getsource` can show it."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._count = 0

    def add(self, source: str, shown_name: str) -> str:
        """Stores `source`; returns the name to compile under, which no other text has."""
        self._count += 1
        name = f"<{shown_name} #{self._count}>"
        lines = source.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        linecache.cache[name] = (len(source), None, lines, name)
        self._shown[name] = shown_name
        if len(self._shown) > _KEPT_SOURCES:
            oldest = next(iter(self._shown))
            del self._shown[oldest]
            linecache.cache.pop(oldest, None)
        return name

    def shown_name(self, filename: str) -> str | None:
        """The name the user knows, or None for a file that is not the user's."""
        return self._shown.get(filename)
