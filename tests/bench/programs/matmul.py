found = {}
for size, count in SIZES:
    limit = (3 / size) ** 0.5
    left = p_vision.random.uniform((size, size), -limit, limit, seed=1)
    right = p_vision.random.uniform((size, size), -1.0, 1.0, seed=2)

    def chain(count=count, left=left, right=right):
        x = right
        for _ in range(count):
            x = ops.matmul(left, x)
        return float(ops.sum(x))

    milliseconds = median(chain, 5, warm=1) / count
    found[f"matmul_{size}"] = 2 * size**3 / milliseconds / 1e6
report(**found)
