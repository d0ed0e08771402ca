"""The script that sums an engine's code by crate, on a module small enough to write down."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
NAMES = [
    b"_ZN9burn_flex3ops4gemm17h0123456789abcdefE",
    b"_ZN9burn_flex3ops4gemm17hfedcba9876543210E",
    b"_RNvNtCs1234_8p_vision3ops4find",
]


@pytest.fixture
def wasm_size(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    import wasm_size

    monkeypatch.delitem(sys.modules, "wasm_size")
    return wasm_size


def length(content: bytes) -> bytes:
    return bytes([len(content) & 127 | 128, len(content) >> 7])


def section(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + length(content) + content


def text(word: bytes) -> bytes:
    return bytes([len(word)]) + word


def module(names: list[bytes]) -> bytes:
    """One imported function and three of its own, of 2, 3 and 4 bytes."""
    imports = bytes([1]) + text(b"env") + text(b"f") + bytes([0, 0])
    bodies = [bytes([0, *[1] * filler, 11]) for filler in range(3)]
    code = bytes([3]) + b"".join(text(body) for body in bodies)
    table = b"".join(bytes([index]) + text(name) for index, name in enumerate(names, 1))
    named = bytes([len(names)]) + table
    return (
        b"\0asm\1\0\0\0"
        + section(2, imports)
        + section(10, code)
        + section(0, text(b"name") + b"\1" + length(named) + named)
    )


def test_code_is_summed_by_crate_and_copies_count_together(
    wasm_size: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "engine.wasm"
    file.write_bytes(module(NAMES))
    assert wasm_size.main([str(file)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["0.0", "kB", "55.6%", "2", "x", "burn_flex"] in lines
    assert ["0.0", "kB", "44.4%", "1", "x", "p_vision"] in lines
    assert ["0.0", "kB", "55.6%", "2", "x", "burn_flex::ops::gemm"] in lines
    assert ["0.0", "kB", "44.4%", "1", "x", "p_vision::ops::find"] in lines


def test_one_crate_is_listed_by_itself(
    wasm_size: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "engine.wasm"
    file.write_bytes(module(NAMES))
    assert wasm_size.main([str(file), "p_vision"]) == 0
    listed = capsys.readouterr().out.split("By function of p_vision")[1]
    assert "p_vision::ops::find" in listed
    assert "burn_flex" not in listed


def test_a_file_without_names_says_which_one_is_wanted(
    wasm_size: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "engine.wasm"
    file.write_bytes(module([]))
    assert wasm_size.main([str(file)]) == 1
    assert "no names" in capsys.readouterr().out


def test_a_crate_that_is_cut_out_becomes_traps(wasm_size: ModuleType, tmp_path: Path) -> None:
    import wasm_cut

    whole = module(NAMES)
    assert list(wasm_size.sections(wasm_cut.without(whole, ()))) == list(wasm_size.sections(whole))
    cut = wasm_cut.without(whole, ("burn_flex",))
    bodies = dict(wasm_size.sections(cut))[wasm_size.CODE]
    trap, kept = text(b"\0\0\x0b"), text(bytes([0, 1, 1, 11]))
    assert bodies == bytes([3]) + trap + trap + kept
