"""Numbers for texts that are the same everywhere, and the same as Keras's.

Without a key the 64 bit fingerprint of FarmHash (Pike, 2014), with one SipHash-2-4
(Aumasson and Bernstein, 2012).
"""

from __future__ import annotations

from typing import Any

_ALL = 0xFFFFFFFFFFFFFFFF
_K0 = 0xC3A5C85C97CB3127
_K1 = 0xB492B66FBE98F273
_K2 = 0x9AE16A3B2F90404F


def bucket(value: Any, count: int, key: tuple[int, int] | None = None) -> int:
    """Return a number below ``count`` for any text or whole number.

    Args:
        value: a text; whole numbers are written out.
        count: how many buckets there are.
        key: two whole numbers that change the result; None for none.

    >>> [bucket(letter, 3) for letter in "ABCDE"]
    [1, 0, 1, 1, 2]
    """
    data = str(value).encode("utf-8")
    return (fingerprint(data) if key is None else keyed_hash(data, *key)) % count


def fingerprint(data: bytes) -> int:
    """Return FarmHash's fingerprint of bytes, a whole number of 64 bits."""
    size = len(data)
    if size <= 16:
        return _up_to_16(data)
    mul = (_K2 + size * 2) & _ALL
    if size <= 32:
        a, b = _word(data, 0) * _K1, _word(data, 8)
        c, d = _word(data, size - 8) * mul, _word(data, size - 16) * _K2
        return _mixed(_turn(a + b, 43) + _turn(c, 30) + d, a + _turn(b + _K2, 18) + c, mul)
    if size <= 64:
        a, b = _word(data, 0) * _K2, _word(data, 8)
        c, d = _word(data, size - 8) * mul, _word(data, size - 16) * _K2
        y = _turn(a + b, 43) + _turn(c, 30) + d
        z = _mixed(y, a + _turn(b + _K2, 18) + c, mul)
        e, f = _word(data, 16) * mul, _word(data, 24)
        g = (y + _word(data, size - 32)) * mul
        h = (z + _word(data, size - 24)) * mul
        return _mixed(_turn(e + f, 43) + _turn(g, 30) + h, e + _turn(f + a, 18) + g, mul)
    return _above_64(data)


def _up_to_16(data: bytes) -> int:
    size = len(data)
    mul = (_K2 + size * 2) & _ALL
    if size >= 8:
        a, b = _word(data, 0) + _K2, _word(data, size - 8)
        return _mixed(_turn(b, 37) * mul + a, (_turn(a, 25) + b) * mul, mul)
    if size >= 4:
        return _mixed(size + (_half(data, 0) << 3), _half(data, size - 4), mul)
    if size == 0:
        return _K2
    y = data[0] + (data[size >> 1] << 8)
    z = size + (data[-1] << 2)
    return _shifted((y * _K2 ^ z * _K0) & _ALL) * _K2 & _ALL


def _above_64(data: bytes) -> int:
    x = (81 * _K2 + _word(data, 0)) & _ALL
    y = 81 * _K1 + 113
    z = _shifted((y * _K2 + 113) & _ALL) * _K2 & _ALL
    state = (x, y, z, (0, 0), (0, 0))
    last = (len(data) - 1) // 64 * 64
    for start in range(0, last, 64):
        state = _long_round(data, start, state, _K1, 1)
    x, y, z, v, w = state
    rest = (len(data) - 1) & 63
    mul = (_K1 + ((z & 0xFF) << 1)) & _ALL
    w = ((w[0] + rest) & _ALL, w[1])
    v = ((v[0] + w[0]) & _ALL, v[1])
    w = ((w[0] + v[0]) & _ALL, w[1])
    x, y, z, v, w = _long_round(data, last + rest - 63, (x, y, z, v, w), mul, 9)
    one = _mixed(v[0], w[0], mul) + _shifted(y & _ALL) * _K0 + z
    return _mixed(one, _mixed(v[1], w[1], mul) + x, mul)


_Long = tuple[int, int, int, tuple[int, int], tuple[int, int]]


def _long_round(data: bytes, start: int, state: _Long, mul: int, factor: int) -> _Long:
    """Take in 64 bytes."""
    x, y, z, v, w = state
    x = _turn(x + y + v[0] + _word(data, start + 8), 37) * mul
    y = _turn(y + v[1] + _word(data, start + 48), 42) * mul
    x = (x ^ w[1] * factor) & _ALL
    y = (y + v[0] * factor + _word(data, start + 40)) & _ALL
    z = _turn(z + w[0], 33) * mul & _ALL
    v = _weak(data, start, v[1] * mul, x + w[0])
    w = _weak(data, start + 32, z + w[1], y + _word(data, start + 16))
    return z, y, x, v, w


def _weak(data: bytes, start: int, a: int, b: int) -> tuple[int, int]:
    first, second, third, fourth = (_word(data, start + 8 * place) for place in range(4))
    a += first
    b = _turn(b + a + fourth, 21)
    c = a
    a += second + third
    b += _turn(a, 44)
    return (a + fourth) & _ALL, (b + c) & _ALL


def keyed_hash(data: bytes, key: int, other: int) -> int:
    """Return SipHash-2-4 of bytes, a whole number of 64 bits."""
    state = [
        key ^ 0x736F6D6570736575,
        other ^ 0x646F72616E646F6D,
        key ^ 0x6C7967656E657261,
        other ^ 0x7465646279746573,
    ]
    padded = data + bytes(7 - len(data) % 8) + bytes([len(data) & 0xFF])
    for start in range(0, len(padded), 8):
        word = _word(padded, start)
        state[3] ^= word
        _sip_rounds(state, 2)
        state[0] ^= word
    state[2] ^= 0xFF
    _sip_rounds(state, 4)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _sip_rounds(state: list[int], count: int) -> None:
    a, b, c, d = state
    for _ in range(count):
        a = (a + b) & _ALL
        c = (c + d) & _ALL
        b = _left(b, 13) ^ a
        d = _left(d, 16) ^ c
        a = _left(a, 32)
        c = (c + b) & _ALL
        a = (a + d) & _ALL
        b = _left(b, 17) ^ c
        d = _left(d, 21) ^ a
        c = _left(c, 32)
    state[:] = [a, b, c, d]


def _word(data: bytes, start: int) -> int:
    return int.from_bytes(data[start : start + 8], "little")


def _half(data: bytes, start: int) -> int:
    return int.from_bytes(data[start : start + 4], "little")


def _left(value: int, places: int) -> int:
    return (value << places | value >> (64 - places)) & _ALL


def _turn(value: int, places: int) -> int:
    """Rotate to the right."""
    return _left(value & _ALL, 64 - places)


def _shifted(value: int) -> int:
    return value ^ value >> 47


def _mixed(one: int, other: int, mul: int) -> int:
    one, other = one & _ALL, other & _ALL
    a = _shifted((one ^ other) * mul & _ALL)
    return _shifted((other ^ a) * mul & _ALL) * mul & _ALL
