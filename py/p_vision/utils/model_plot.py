"""Pictures of models: boxes for layers, arrows for what flows between them."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

from p_vision.utils.graph_layout import lay_out
from p_vision.utils.model_boxes import Box, boxes_of
from p_vision.utils.svg_picture import SvgPicture, draw

__all__ = ["plot_model"]


def plot_model(
    model: Any,
    to_file: Any = "model.svg",
    show_shapes: bool = False,
    show_dtype: bool = False,
    show_layer_names: bool = False,
    rankdir: str = "TB",
    expand_nested: bool = False,
    dpi: int = 200,
    show_layer_activations: bool = False,
    show_trainable: bool = False,
    **kwargs: Any,
) -> SvgPicture:
    """Draw the layers of a model and how they are connected, without other programs.

    Args:
        model: A built model.
        to_file: Where to write the picture: a name that ends with `.svg`; None writes no file.
        show_shapes: Show what goes in and what comes out.
        show_dtype: Show the number type of the output.
        show_layer_names: Show the names beside the classes.
        rankdir: "TB" draws from top to bottom, "LR" from left to right.
        expand_nested: Draw the layers inside of nested models too.
        dpi: Accepted for Keras's sake; the picture has no pixels.
        show_layer_activations: Show the activation of layers that have one.
        show_trainable: Show whether a layer is trained.
        **kwargs: Accepted for Keras's sake.

    Returns:
        The picture; a notebook or the page shows it by itself.

    Raises:
        ArgumentError: The model has no shapes yet.

    Reference: https://keras.io/api/utils/model_plotting_utils/

    Example:
        >>> from p_vision import Dense, Input, Sequential
        >>> picture = plot_model(Sequential([Input(shape=(3,)), Dense(2)]), to_file=None)
        >>> picture.svg[:4]
        '<svg'
    """
    boxes, edges = boxes_of(
        model,
        names=show_layer_names,
        shapes=show_shapes,
        dtypes=show_dtype,
        activations=show_layer_activations,
        trainable=show_trainable,
        nested=expand_nested,
    )
    across = rankdir.upper() == "LR"
    sizes = [_turned(box, across) for box in boxes]
    picture = SvgPicture(draw(boxes, lay_out(sizes, edges), across, str(model.name)))
    if to_file is not None:
        path = Path(os.fspath(to_file))
        if path.suffix != ".svg":
            warnings.warn(
                f"Pictures of models are SVG: '{path.with_suffix('.svg').name}' is written.",
                stacklevel=2,
            )
        path.with_suffix(".svg").write_text(picture.svg, encoding="utf-8")
    return picture


def _turned(box: Box, across: bool) -> tuple[float, float]:
    return (box.height, box.width) if across else (box.width, box.height)
