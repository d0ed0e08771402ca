"""Questions of the page about models, by name."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from playground.look.find import key_of, models_in
from playground.look.graph import Graph, graph_of

__all__ = ["Look"]

Options = dict[str, Any]


class Look:
    """Answers questions about the models of a session.

    Args:
        names: the session's names.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._fitted = ""
        self._key = ""
        self._model: Callable[[], Any] = lambda: None
        self._layers: list[Callable[[], Any]] = []

    def answer(self, what: str, options: Options) -> Options:
        """Answer one question.

        Args:
            what: "models", "layer", "weights", "data", "activations" or "profile".
            options: what it is about.

        Returns:
            Plain values; `{"problem": sentence}` where there is no answer.
        """
        questions: dict[str, Callable[[Options], Options]] = {
            "models": self._models,
            "layer": self._layer,
            "weights": self._weights,
            "data": self._data,
            "activations": self._activations,
            "profile": self._profile,
        }
        try:
            return questions[what](options)
        except KeyboardInterrupt:
            raise
        except Exception as error:
            return {"problem": f"{error}" or type(error).__name__}

    def begun(self, name: str) -> Options | None:
        """The model whose training begins; None where the page knows its picture already.

        Args:
            name: the model's name, as `fit` tells it.
        """
        for expression, model in models_in(self._names).items():
            if model.name == name:
                self._fitted = expression
                if key_of(model) == self._key:
                    return None
                try:
                    return self._described(expression, model)
                except Exception:
                    return None
        return None

    def _models(self, options: Options) -> Options:
        found = models_in(self._names)
        listed = [{"variable": name, "name": str(model.name)} for name, model in found.items()]
        wanted = str(options.get("chosen") or "")
        for name in (wanted, self._fitted, *reversed(found)):
            if name not in found:
                continue
            # The page tells what it shows, so that nothing is drawn twice.
            same = key_of(found[name]) == options.get("known") == self._key
            graph = None if same else self._described(name, found[name])
            return {"models": listed, "chosen": name, "graph": graph}
        return {"models": [], "chosen": "", "graph": None}

    def _described(self, variable: str, model: Any) -> Options:
        graph: Graph = graph_of(model)
        self._key = key_of(model)
        self._model = weakref.ref(model)
        self._layers = [weakref.ref(layer) for layer in graph.layers]
        return {**graph.description, "variable": variable, "key": self._key}

    def _shown(self, options: Options) -> Any:
        model = self._model()
        if model is None or options.get("key") != self._key:
            raise LookupError("The session has another model now: look at the picture again.")
        return model

    def _asked(self, options: Options) -> Any:
        self._shown(options)
        layer = self._layers[int(options["node"])]()
        if layer is None:
            raise LookupError("This layer is gone.")
        return layer

    def _layer(self, options: Options) -> Options:
        from playground.look.layers import facts_of

        return facts_of(self._asked(options))

    def _weights(self, options: Options) -> Options:
        from playground.look.layers import weights_of

        return {"weights": weights_of(self._asked(options))}

    def _data(self, options: Options) -> Options:
        from playground.look.data import fitting

        return {"data": fitting(self._names, self._shown(options))}

    def _activations(self, options: Options) -> Options:
        from playground.look.activations import activations_of

        layer, data, index = self._asked(options), str(options["data"]), int(options["index"])
        return activations_of(self._names, self._model(), layer, data, index)

    def _profile(self, options: Options) -> Options:
        from playground.look.profiling import profile_of

        found = models_in(self._names)
        wanted = str(options.get("chosen") or "")
        for name in (wanted, self._fitted, *reversed(found)):
            if name in found:
                answer = profile_of(self._names, found[name])
                return {**answer, "variable": name, "models": list(found)}
        raise LookupError("There is no model yet: run a program that makes one.")
