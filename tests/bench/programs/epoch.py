(x, y), _ = datasets.mnist.load_data()
x = np.expand_dims(x.astype("float32") / 255, -1)
y = utils.to_categorical(y, 10)
model = globals().get("kept_model") or convnet()
kept_model = model
spent = timed(lambda: model.fit(x, y, batch_size=128, epochs=1, verbose=0))
report(epoch=spent / 1000)
