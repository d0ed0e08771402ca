"""Downhill: how every network learns, shown on one number.

The gradient says which way is up. A step against it goes down.
Try a learning rate of 0.01, then 0.9, then 1.1.
"""

from p_vision import GradientTape, Variable

LEARNING_RATE = 0.2

x = Variable(-4.0)
for step in range(16):
    with GradientTape() as tape:
        height = (x - 3.0) ** 2
    slope = tape.gradient(height, x)
    place = round((float(x) + 5) * 4)
    print(f"step {step:2d}  x {float(x):6.2f}  |{' ' * place}o")
    x.assign(x - LEARNING_RATE * slope)

print(f"the lowest place is near x = {float(x):.2f}")
