"""Read my writing: train on digits, then draw one yourself.

The pad appears below when training has ended. Draw large; every
stroke is answered at once. Which digits does it mix up?
"""

from p_vision import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    MaxPooling2D,
    Rescaling,
    Sequential,
    datasets,
    ui,
    utils,
)

utils.set_random_seed(29)

(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()

model = Sequential(
    [
        Input(shape=(28, 28, 1)),
        Rescaling(1 / 255),
        Conv2D(8, kernel_size=3, activation="relu"),
        MaxPooling2D(pool_size=2),
        Conv2D(16, kernel_size=3, activation="relu"),
        MaxPooling2D(pool_size=2),
        Flatten(),
        Dropout(0.3),
        Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
# 20,000 digits are enough to see it work; take all for the best result.
images = x_train[:20_000].reshape(-1, 28, 28, 1)
model.fit(images, y_train[:20_000], batch_size=64, epochs=2)

tests = x_test[:2000].reshape(-1, 28, 28, 1)
loss, accuracy = model.evaluate(tests, y_test[:2000], verbose=0)
print(f"accuracy on digits it has not seen: {accuracy:.1%}")

# Press Share: the link can hold the trained model. `samples` measure what rounding costs.
ui.draw(model, samples=tests)
