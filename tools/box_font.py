"""Makes the small font with the lines that `model.summary()` and the progress bar are drawn with.

The page's monospaced font has no box-drawing characters, and those of the visitor's own fonts have
other widths, so tables would not line up. Run it again only when that font changes:
`pip install fonttools brotli`, then `python tools/box_font.py web/styles/box_drawing.woff2`.
"""

from __future__ import annotations

import sys
import unicodedata

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

# Measures of Atkinson Hyperlegible Mono, in thousandths of the font size.
UNITS, WIDTH, ASCENT, DESCENT = 1000, 632, 984, -316
#: Lines reach a little further, so that rows touch where lines of text are set wider apart.
TOP, BOTTOM = ASCENT + 60, DESCENT - 60
MIDDLE_X, MIDDLE_Y = WIDTH // 2, (ASCENT + DESCENT) // 2
THICKNESS = {"LIGHT": 64, "HEAVY": 132, "DOUBLE": 132, "SINGLE": 64, "ARC": 64}
SIDES = {
    "LEFT": ("LEFT",),
    "RIGHT": ("RIGHT",),
    "UP": ("UP",),
    "DOWN": ("DOWN",),
    "HORIZONTAL": ("LEFT", "RIGHT"),
    "VERTICAL": ("UP", "DOWN"),
}
Box = tuple[int, int, int, int]


def arms(name: str) -> dict[str, int]:
    """Thickness of each side of a character such as "LEFT LIGHT AND RIGHT DOWN HEAVY"."""
    words = [word for word in name.split() if word != "AND"]
    first = words[0] if words[0] in THICKNESS else None
    found: dict[str, int] = {}
    waiting: list[str] = []
    for word in words:
        if word in SIDES:
            waiting += SIDES[word]
        elif word in THICKNESS and waiting:
            found.update(dict.fromkeys(waiting, THICKNESS[word]))
            waiting = []
    if waiting:
        found.update(dict.fromkeys(waiting, THICKNESS[first or "LIGHT"]))
    return found


def line_boxes(sides: dict[str, int]) -> list[Box]:
    """Rectangles from the middle of the cell to the sides."""
    joint = max(sides.values()) // 2
    boxes = []
    for side, thickness in sides.items():
        half = thickness // 2
        if side == "LEFT":
            boxes.append((0, MIDDLE_Y - half, MIDDLE_X + joint, MIDDLE_Y + half))
        elif side == "RIGHT":
            boxes.append((MIDDLE_X - joint, MIDDLE_Y - half, WIDTH, MIDDLE_Y + half))
        elif side == "UP":
            boxes.append((MIDDLE_X - half, MIDDLE_Y - joint, MIDDLE_X + half, TOP))
        else:
            boxes.append((MIDDLE_X - half, BOTTOM, MIDDLE_X + half, MIDDLE_Y + joint))
    return boxes


def character_boxes() -> dict[int, list[Box]]:
    """All characters of the font: lines without dashes or slants, and the solid blocks."""
    found: dict[int, list[Box]] = {}
    for code in range(0x2500, 0x2580):
        name = unicodedata.name(chr(code)).removeprefix("BOX DRAWINGS ")
        if "DASH" not in name and "DIAGONAL" not in name:
            found[code] = line_boxes(arms(name))
    height = ASCENT - DESCENT
    for eighths in range(1, 9):
        found[0x2580 + eighths] = [(0, DESCENT, WIDTH, DESCENT + height * eighths // 8)]
        found[0x2590 - eighths] = [(0, DESCENT, WIDTH * eighths // 8, ASCENT)]
    return found


def glyph(boxes: list[Box]) -> Glyph:
    """A filled glyph of rectangles."""
    pen = TTGlyphPen(None)
    for left, bottom, right, top in boxes:
        pen.moveTo((left, bottom))
        for point in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def main(target: str) -> None:
    """Write the font to `target`."""
    characters = character_boxes()
    names = {code: f"uni{code:04X}" for code in characters}
    order = [".notdef", *names.values()]
    glyphs = {".notdef": glyph([])} | {
        names[code]: glyph(boxes) for code, boxes in characters.items()
    }
    builder = FontBuilder(UNITS, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(glyphs)
    bearings = {names[code]: min(box[0] for box in boxes) for code, boxes in characters.items()}
    builder.setupHorizontalMetrics({name: (WIDTH, bearings.get(name, 0)) for name in order})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Box Drawing", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=TOP, usWinDescent=-BOTTOM
    )
    builder.setupPost()
    builder.font.flavor = "woff2"
    builder.save(target)


if __name__ == "__main__":
    main(sys.argv[1])
