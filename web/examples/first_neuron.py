"""The first neuron: it learns to turn Celsius into Fahrenheit.

A neuron multiplies its input by a weight and adds a bias.
Training finds the two numbers. The rule it does not know:
fahrenheit = 1.8 * celsius + 32.
"""

import numpy as np

from p_vision import Dense, Input, Sequential, optimizers, utils

utils.set_random_seed(1)

celsius = np.array([[-20], [-5], [0], [10], [21], [37]], dtype="float32")
fahrenheit = np.array([[-4], [23], [32], [50], [69.8], [98.6]], dtype="float32")

model = Sequential([Input(shape=(1,)), Dense(1)])
model.compile(optimizer=optimizers.Adam(learning_rate=0.5), loss="mse")
model.fit(celsius, fahrenheit, epochs=400, verbose=0)

weight, bias = model.get_weights()
print(f"learned: fahrenheit = {weight[0, 0]:.2f} * celsius + {bias[0]:.1f}")

# Change the number and run this line with Shift+Enter.
print("100 degrees Celsius:", model.predict(np.array([[100.0]]), verbose=0))
