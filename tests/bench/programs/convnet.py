x, y = images(128)
found = training(convnet, x[..., None], y, 128, STEPS, FITS)
report(convnet_first=found["first"], convnet_step=found["step"], convnet_fit=found["fit"])
