x = images(128, part=1)[0][..., None]
model = convnet()
many = median(lambda: model.predict(x, batch_size=128, verbose=0), 15)
one = median(lambda: model.predict(x[:1], verbose=0), 30)
call = median(lambda: np.asarray(model(x[:1])), 30)
report(infer_128=128e3 / many, predict_1=one, call_1=call)
