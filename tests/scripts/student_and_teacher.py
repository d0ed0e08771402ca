"""A small network learns from a large one: compile and compute_loss of a model's own."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers, ops


def same_start(model, seed=0):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            values = np.random.RandomState(seed + index).uniform(-0.3, 0.3, weight.shape)
            weight.assign(values)
    return model


class Distiller(keras.Model):
    """Trains `student` on the labels and on what `teacher` says."""

    def __init__(self, student, teacher):
        super().__init__()
        self.student = student
        self.teacher = teacher

    def compile(self, optimizer, metrics, student_loss, teacher_loss, alpha, temperature):
        super().compile(optimizer=optimizer, metrics=metrics)
        self.student_loss = student_loss
        self.teacher_loss = teacher_loss
        self.alpha = alpha
        self.temperature = temperature

    def call(self, x):
        return self.student(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, allow_empty=False):
        said = self.teacher(x, training=False) / self.temperature
        soft = self.teacher_loss(ops.softmax(said), ops.softmax(y_pred / self.temperature))
        hard = self.student_loss(y, y_pred)
        return self.alpha * hard + (1 - self.alpha) * soft * self.temperature**2


def network(filters, name):
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(filters, 3, strides=2, padding="same"),
            layers.LeakyReLU(negative_slope=0.2),
            layers.MaxPooling2D(2, strides=1, padding="same"),
            layers.Flatten(),
            layers.Dense(4),
        ],
        name=name,
    )


random = np.random.RandomState(0)
x = random.random_sample((40, 8, 8, 1)).astype("float32")
y = random.randint(4, size=40)
crossentropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
teacher = same_start(network(8, "teacher"))
teacher.compile(keras.optimizers.SGD(0.1), crossentropy, metrics=["accuracy"])
teacher.fit(x, y, epochs=4, shuffle=False, verbose=0)
student = same_start(network(3, "student"), seed=7)
scratch = keras.models.clone_model(student)
scratch.set_weights(student.get_weights())

distiller = Distiller(student, teacher)
distiller.compile(
    keras.optimizers.SGD(0.1),
    [keras.metrics.SparseCategoricalAccuracy()],
    crossentropy,
    keras.losses.KLDivergence(),
    alpha=0.1,
    temperature=10,
)
taught = distiller.fit(x, y, epochs=4, shuffle=False, verbose=0).history
scratch.compile(keras.optimizers.SGD(0.1), crossentropy)
alone = scratch.fit(x, y, epochs=4, shuffle=False, verbose=0).history
print(
    "RESULT",
    json.dumps(
        {
            "taught": taught["loss"][-1],
            "alone": alone["loss"][-1],
            "teacher": teacher.evaluate(x, y, verbose=0)[0],
            "student": distiller.evaluate(x, y, verbose=0, return_dict=True)["loss"],
        }
    ),
)
