x, y = images(64)
# An epoch of MNIST has 900 such steps; in the first hundred their loops are not compiled yet.
steps = 5 * STEPS if p_vision.get_backend() == "Cpu" else STEPS
found = training(mlp, x.reshape(64, 784), y, 64, steps, FITS)
report(mlp_first=found["first"], mlp_step=found["step"], mlp_fit=found["fit"])
