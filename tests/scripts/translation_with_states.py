"""An encoder hands its states to a decoder; afterwards each is used by itself, step by step."""

import json

import numpy as np

import p_vision as keras
from p_vision import layers


def same_start(model):
    """Give every matrix the same numbers at each run."""
    for index, weight in enumerate(model.weights):
        if len(weight.shape) > 1:
            weight.assign(np.random.RandomState(index).uniform(-0.3, 0.3, weight.shape))


SOURCE, TARGET, UNITS = 7, 9, 6
random = np.random.RandomState(0)
source = np.eye(SOURCE)[random.randint(SOURCE, size=(30, 5))].astype("float32")
words = random.randint(1, TARGET, size=(30, 6))
before = np.concatenate([np.zeros((30, 1), "int64"), words[:, :-1]], axis=1)
given = np.eye(TARGET)[before].astype("float32")
wanted = np.eye(TARGET)[words].astype("float32")

encoder_inputs = keras.Input(shape=(None, SOURCE))
encoder = layers.LSTM(UNITS, return_state=True)
_, state_h, state_c = encoder(encoder_inputs)
decoder_inputs = keras.Input(shape=(None, TARGET))
decoder = layers.LSTM(UNITS, return_sequences=True, return_state=True)
sequence, _, _ = decoder(decoder_inputs, initial_state=[state_h, state_c])
choose = layers.Dense(TARGET, activation="softmax")
model = keras.Model([encoder_inputs, decoder_inputs], choose(sequence))
same_start(model)
model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
history = model.fit(
    [source, given], wanted, batch_size=8, epochs=4, validation_split=0.2, shuffle=False, verbose=0
).history

read = keras.Model(encoder_inputs, [state_h, state_c])
start_h, start_c = keras.Input((UNITS,)), keras.Input((UNITS,))
step, next_h, next_c = decoder(decoder_inputs, initial_state=[start_h, start_c])
write = keras.Model([decoder_inputs, start_h, start_c], [choose(step), next_h, next_c])
states = read.predict(source[:1], verbose=0)
word = np.zeros((1, 1, TARGET), "float32")
word[0, 0, 0] = 1.0
score = 0.0
for _ in range(6):
    chances, *states = write.predict([word, *states], verbose=0)
    best = int(chances[0, -1].argmax())
    score += float(np.log(chances[0, -1, best]))
    word = np.eye(TARGET, dtype="float32")[[[best]]]
result = {key: history[key][-1] for key in ("loss", "val_loss", "accuracy")}
print("RESULT", json.dumps({**result, "score": score}))
