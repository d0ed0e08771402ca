if "kept_model" not in globals():
    (x, y), _ = datasets.mnist.load_data()
    x = np.expand_dims(x.astype("float32") / 255, -1)
    y = utils.to_categorical(y, 10)
    kept_model = convnet()
spent = timed(lambda: kept_model.fit(x, y, batch_size=128, epochs=1, verbose=0))
report(epoch=spent / 1000)
