"""What is in an engine: `python3 tools/wasm_size.py FILE.wasm [CRATE]` sums its code by crate.

Wants the file as cargo leaves it (`target/wasm32-unknown-unknown/dist/p_vision.wasm` in the build
cache), which still has names. Copies of one generic function count together; with a crate's name
only that crate's functions are listed.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

SECTIONS = {1: "types", 2: "imports", 3: "functions", 4: "tables", 5: "memory", 6: "globals"}
SECTIONS |= {7: "exports", 8: "start", 9: "elements", 10: "code", 11: "data", 12: "data count"}
IMPORTS, EXPORTS, CODE, CUSTOM = 2, 7, 10, 0
LISTED = 40


class Reader:
    """Walks through bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        """LEB128, unsigned."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]

    def text(self) -> str:
        return self.take(self.number()).decode()

    def limits(self) -> None:
        for _ in range(1 + (self.number() & 1)):
            self.number()


def sections(wasm: bytes) -> Iterator[tuple[int, bytes]]:
    reader = Reader(wasm)
    if reader.take(4) != b"\0asm":
        raise SystemExit("This is no wasm file.")
    reader.take(4)
    while reader.at < len(wasm):
        kind = reader.number()
        yield kind, reader.take(reader.number())


def imported_functions(section: bytes) -> int:
    reader, found = Reader(section), 0
    for _ in range(reader.number()):
        reader.text()
        reader.text()
        kind = reader.number()
        if kind == 0:
            found += 1
            reader.number()
        elif kind in (1, 3):
            reader.number()
            if kind == 1:
                reader.limits()
            else:
                reader.number()
        else:
            reader.limits()
    return found


def sizes_of_functions(section: bytes) -> list[int]:
    reader, sizes = Reader(section), []
    for _ in range(reader.number()):
        sizes.append(reader.number())
        reader.take(sizes[-1])
    return sizes


def names_of_functions(section: bytes) -> dict[int, str]:
    reader = Reader(section)
    reader.text()
    while reader.at < len(section):
        kind, content = reader.number(), Reader(reader.take(reader.number()))
        if kind == 1:
            return {content.number(): content.text() for _ in range(content.number())}
    return {}


def exported_names(section: bytes) -> list[str]:
    reader, names = Reader(section), []
    for _ in range(reader.number()):
        names.append(reader.text())
        reader.take(1)
        reader.number()
    return names


def readable(symbol: str) -> tuple[str, str]:
    """Crate and name of a function, the name without its hash and type arguments."""
    symbol = symbol.removesuffix(".command_export")
    parts = list(parts_of(symbol)) if symbol.startswith("_R") else []
    if parts:
        return parts[0], "::".join(parts)
    if symbol.startswith("_ZN"):
        return readable_legacy(symbol)
    return "(no Rust)", symbol


def parts_of(symbol: str, most: int = 5) -> Iterator[str]:
    """The first words of a name in Rust's newer form, found without reading its grammar."""
    rest = re.sub(r"[sB][0-9a-zA-Z]*_(?=[0-9A-Z])", "", symbol)
    for _ in range(most):
        match = re.search(r"\d+_?", rest)
        if match is None:
            return
        end = match.end() + int(match.group().rstrip("_"))
        yield rest[match.end() : end]
        rest = rest[end:]


def readable_legacy(symbol: str) -> tuple[str, str]:
    parts, reader = [], symbol[3:]
    while match := re.match(r"\d+", reader):
        end = match.end() + int(match.group())
        parts.append(reader[match.end() : end])
        reader = reader[end:]
    if len(parts) > 1 and re.fullmatch(r"h[0-9a-f]{16}", parts[-1]):
        parts.pop()
    name = "::".join(parts)
    for code, text in {"$LT$": "<", "$GT$": ">", "$u20$": " ", "$RF$": "&", "$C$": ","}.items():
        name = name.replace(code, text)
    name = re.sub(r"\$\w+\$", "_", name).replace("..", "::").lstrip("_")
    crate = re.search(r"[A-Za-z]\w*(?=::)", name)
    return crate.group() if crate else name, name


def table(title: str, sizes: Counter[str], copies: Counter[str]) -> None:
    total = sum(sizes.values())
    print(f"\n{title}: {total / 1000:,.0f} kB in {sum(copies.values()):,} functions")
    for name, size in sizes.most_common(LISTED):
        print(f"{size / 1000:10,.1f} kB {size / total:6.1%} {copies[name]:6} x  {name[:150]}")


def main(words: list[str]) -> int:
    if not 1 <= len(words) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    wasm = Path(words[0]).read_bytes()
    names: dict[int, str] = {}
    sizes: list[int] = []
    imported = 0
    exports: list[str] = []
    print(f"{words[0]}: {len(wasm) / 1000:,.0f} kB")
    for kind, content in sections(wasm):
        custom = Reader(content).text() if kind == CUSTOM else ""
        print(f"{len(content) / 1000:10,.1f} kB  {custom or SECTIONS.get(kind, kind)}")
        if kind == IMPORTS:
            imported = imported_functions(content)
        elif kind == EXPORTS:
            exports = exported_names(content)
        elif kind == CODE:
            sizes = sizes_of_functions(content)
        elif custom == "name":
            names = names_of_functions(content)
    if not names:
        print("It has no names: sum the file that cargo wrote.")
        return 1
    crates, functions = Counter[str](), Counter[str]()
    crate_copies, function_copies = Counter[str](), Counter[str]()
    wrapped = 0
    for index, size in enumerate(sizes):
        symbol = names.get(imported + index, "?")
        wrapped += symbol.endswith(".command_export")
        crate, name = readable(symbol)
        crates[crate] += size
        crate_copies[crate] += 1
        if len(words) == 1 or crate == words[1]:
            functions[name] += size
            function_copies[name] += 1
    print(f"{len(exports)} exports, {wrapped} of them wrapped by .command_export")
    table("By crate", crates, crate_copies)
    table(f"By function{' of ' + words[1] if len(words) > 1 else ''}", functions, function_copies)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
