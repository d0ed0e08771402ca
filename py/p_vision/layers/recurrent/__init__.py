"""Layers for sequences that keep a state from step to step."""

from p_vision.layers.recurrent.bidirectional import Bidirectional
from p_vision.layers.recurrent.conv_lstm import ConvLSTM1D, ConvLSTM2D, ConvLSTM3D
from p_vision.layers.recurrent.gru import GRU, GRUCell
from p_vision.layers.recurrent.lstm import LSTM, LSTMCell
from p_vision.layers.recurrent.rnn import RNN
from p_vision.layers.recurrent.simple_rnn import SimpleRNN, SimpleRNNCell
from p_vision.layers.recurrent.stacked_cells import StackedRNNCells
from p_vision.layers.recurrent.time_distributed import TimeDistributed

__all__ = [
    "GRU",
    "LSTM",
    "RNN",
    "Bidirectional",
    "ConvLSTM1D",
    "ConvLSTM2D",
    "ConvLSTM3D",
    "GRUCell",
    "LSTMCell",
    "SimpleRNN",
    "SimpleRNNCell",
    "StackedRNNCells",
    "TimeDistributed",
]
