"""Trains one model on one thread with p_vision or Keras: milliseconds of a step are printed.

Arguments: who ("p_vision", or a backend of Keras), the model, the number of steps. It is processor
time, which other programs on the machine do not change.
"""

import os
import sys
import time

OWNER, MODEL, STEPS = sys.argv[1], sys.argv[2], int(sys.argv[3])
ROUNDS = 5
os.environ["OMP_NUM_THREADS"] = os.environ["P_VISION_THREADS"] = "1"
if OWNER != "p_vision":
    os.environ["KERAS_BACKEND"] = OWNER
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import numpy as np  # noqa: E402  (threads are chosen before)

if OWNER == "p_vision":
    import p_vision as keras

    keras.set_backend("Cpu")
else:
    import keras

    if OWNER == "torch":
        import torch

        torch.set_num_threads(1)

layers = keras.layers
Input = keras.Input


def lstm():
    """An LSTM(64) over 50 steps of 32 features, batches of 32."""
    head = [layers.LSTM(64), layers.Dense(10, activation="softmax")]
    return keras.Sequential([Input(shape=(50, 32)), *head]), (50, 32), 32


def gru():
    """A GRU(64) over 50 steps of 32 features, batches of 32."""
    head = [layers.GRU(64), layers.Dense(10, activation="softmax")]
    return keras.Sequential([Input(shape=(50, 32)), *head]), (50, 32), 32


def transformer():
    """Two encoder blocks over 64 tokens of width 64, 4 heads, batches of 32."""
    inputs = x = Input(shape=(64, 64))
    for _ in range(2):
        seen = layers.MultiHeadAttention(4, 16)(x, x)
        x = layers.LayerNormalization()(layers.Add()([x, seen]))
        wide = layers.Dense(64)(layers.Dense(256, activation="relu")(x))
        x = layers.LayerNormalization()(layers.Add()([x, wide]))
    outputs = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling1D()(x))
    return keras.Model(inputs, outputs), (64, 64), 32


def mlp():
    """784-128-10, batches of 64."""
    body = [layers.Dense(128, activation="relu"), layers.Dense(10, activation="softmax")]
    return keras.Sequential([Input(shape=(784,)), *body]), (784,), 64


def convnet():
    """The MNIST convnet of keras.io, batches of 128."""
    body = []
    for filters in (32, 64):
        body += [layers.Conv2D(filters, 3, activation="relu"), layers.MaxPooling2D()]
    body += [layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax")]
    return keras.Sequential([Input(shape=(28, 28, 1)), *body]), (28, 28, 1), 128


MODELS = {found.__name__: found for found in (lstm, gru, transformer, mlp, convnet)}


def main():
    """The shortest of a few epochs."""
    model, shape, batch = MODELS[MODEL]()
    chance = np.random.default_rng(0)
    x = chance.normal(size=(batch * STEPS, *shape)).astype("float32")
    y = chance.integers(0, 10, batch * STEPS).astype("int32")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x[: 2 * batch], y[: 2 * batch], batch_size=batch, verbose=0)
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        model.fit(x, y, batch_size=batch, verbose=0)
        times.append((time.process_time() - begun) / STEPS * 1e3)
    print(min(times))


main()
