x, y = images(64)
found = training(mlp, x.reshape(64, 784), y, 64, STEPS, FITS)
report(mlp_first=found["first"], mlp_step=found["step"], mlp_fit=found["fit"])
