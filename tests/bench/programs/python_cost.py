"""What Python itself costs: a model so small that the engine's share is next to nothing."""

from p_vision import callbacks

tiny = Sequential([Input(shape=(2,)), Dense(2), Dense(1)])
tiny.compile(optimizer="adam", loss="mse")
rows = np.zeros((512, 2), "float32")
answers = np.zeros((512, 1), "float32")


class EachStep(callbacks.Callback):
    """Asks for every step, so that fit runs one at a time."""

    def on_train_batch_end(self, batch, logs=None):
        pass


def fit(extra):
    tiny.fit(rows, answers, batch_size=1, epochs=1, verbose=0, callbacks=extra)


single = median(lambda: fit([EachStep()]), 3, warm=1) / 512
many = median(lambda: fit([]), 3, warm=1) / 512
one = median(lambda: tiny.predict(rows[:1], verbose=0), 50)
# One picture: what a step computes is then small beside what its trace takes.
x, y = images(1)
fresh = [convnet() for _ in range(3)]
first = [timed(lambda model=model: model.train_on_batch(x[..., None], y)) for model in fresh]
again = median(lambda: fresh[0].train_on_batch(x[..., None], y), 5)
report(fit_single=single, fit_many=many, tiny_predict=one, convnet_trace=min(first) - again)
