"""Handwritten digits with dense layers: every pixel is one input."""

from p_vision import (
    Dense,
    Dropout,
    Flatten,
    Input,
    Rescaling,
    Sequential,
    datasets,
    show,
    utils,
)

utils.set_random_seed(42)

(x_train, y_train), (x_test, y_test) = datasets.mnist.load_data()

model = Sequential(
    [
        Input(shape=(28, 28)),
        Rescaling(1 / 255),
        Flatten(),
        Dense(128, activation="relu"),
        Dropout(0.2),
        Dense(10, activation="softmax"),
    ]
)
model.summary()

model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, batch_size=128, epochs=3, validation_split=0.1)

show.confusion_matrix(y_test, model.predict(x_test, verbose=0))
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"accuracy on digits it has not seen: {accuracy:.1%}")
