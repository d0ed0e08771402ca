"""A small convnet learns to read handwritten digits.

Press Stop whenever you like: the model keeps what it has
learned. Then try, in the prompt below the output:

    model.evaluate(x_test[:2000], y_test[:2000])
    model.predict(x_test[:3]).argmax(axis=1)
"""

import numpy as np

from p_vision import (
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    MaxPooling2D,
    Sequential,
    datasets,
    show,
    utils,
)

utils.set_random_seed(42)

# 60,000 digits to learn from, 10,000 to check with.
(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()
x_train = np.expand_dims(x_train.astype("float32") / 255, -1)
x_test = np.expand_dims(x_test.astype("float32") / 255, -1)
y_train = utils.to_categorical(y_train, 10)
y_test = utils.to_categorical(y_test, 10)
print("images to learn from:", x_train.shape)

model = Sequential(
    [
        Input(shape=(28, 28, 1)),
        Conv2D(32, kernel_size=3, activation="relu"),
        MaxPooling2D(pool_size=2),
        Conv2D(64, kernel_size=3, activation="relu"),
        MaxPooling2D(pool_size=2),
        Flatten(),
        Dropout(0.5),
        Dense(10, activation="softmax"),
    ]
)
model.summary()

model.compile(
    optimizer="adam",
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, batch_size=128, epochs=3, validation_split=0.1)

show.samples(model, x_test[:16], y_test[:16])
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"accuracy on digits it has not seen: {accuracy:.1%}")
