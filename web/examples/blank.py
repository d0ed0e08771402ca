from p_vision import Dense, Input, Sequential

