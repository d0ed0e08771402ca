start = ops.ones((16, 16))


def chain(count):
    x = start
    for _ in range(count // 2):
        x = x * 1.0001
        x = x + 0.5
    return float(ops.sum(x))


report(eager_op=median(lambda: chain(200), 25) * 5, round_trip=median(lambda: chain(2), 50))
