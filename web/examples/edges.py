"""Edges: what a filter does, without any training.

The nine numbers of the filter are ours: left minus right.
"""

import numpy as np

from p_vision import Conv2D, Input, Sequential

picture = np.zeros((1, 10, 14, 1), dtype="float32")
picture[0, 2:8, 4:10] = 1.0

model = Sequential(
    [Input(shape=(10, 14, 1)), Conv2D(1, 3, padding="same", use_bias=False)]
)
left_minus_right = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]], dtype="float32")
model.set_weights([left_minus_right.reshape(3, 3, 1, 1)])

answer = model.predict(picture, verbose=0)[0, :, :, 0]
for row in answer:
    print("".join("+" if value > 1 else "-" if value < -1 else "." for value in row))

print("strongest answer:", float(np.abs(answer).max()))
# Turn the filter (left_minus_right.T): now the other edges light up.
