"""Calls of functions of matrices and of images."""

from __future__ import annotations

from call_inputs import (
    Call,
    call,
    flat,
    given,
    near,
    positive_definite,
    well_conditioned,
    x,
    y,
)

SPD = positive_definite(2, 3, 3)
WELL = well_conditioned(2, 3, 3)

#: Names that are in `ops` and in `ops.linalg` alike.
BOTH: list[Call] = [
    near(1e-4, call("cholesky", SPD)),
    near(1e-4, call("cholesky", SPD, upper=True)),
    flat("cholesky_inverse", x(3, 3, low=0.3)),
    near(1e-4, call("det", WELL)),
    near(1e-4, call("inv", WELL)),
    near(1e-4, call("solve", WELL, y(2, 3, 2))),
    near(1e-4, call("solve_triangular", WELL, y(2, 3, 2), lower=True)),
    near(1e-4, flat("lstsq", x(5, 3), y(5, 2))),
    near(1e-4, call("pinv", x(4, 3))),
    flat("matrix_rank", given([1.0, 2.0], [2.0, 4.0])),
    flat("lu_factor", WELL),
    flat("jvp", "square", (x(3),), (y(3),)),
    call("norm", x(2, 3)),
]
#: Their signs are free: compared by what is the same for every choice.
WITH_FREE_SIGNS: list[Call] = [
    near(1e-4, flat("eigh", SPD)),
    near(1e-4, flat("qr", x(4, 3))),
    near(1e-4, flat("qr", x(3, 4), mode="complete")),
    near(1e-4, flat("svd", x(4, 3), full_matrices=False)),
    near(1e-4, call("svd", x(4, 3), compute_uv=False)),
]
MATRICES = [
    *(("ops", *parts) for parts in [*BOTH, *WITH_FREE_SIGNS] if parts[0] != "jvp"),
    ("ops", *near(1e-4, call("slogdet", WELL))),
    ("ops", *near(1e-4, call("logdet", SPD))),
    *(("ops.linalg", *parts) for parts in [*BOTH, *WITH_FREE_SIGNS] if parts[0] != "jvp"),
]

PICTURE = x(1, 6, 7, 3, low=0.05, high=0.95)
SMALL = x(2, 4, 5, 2)
SINGLE = x(1, 4, 5, 2)
#: A list, so that there is no gradient: Keras's moves channels too by the last two numbers.
MOVE = [1.0, 0.1, 0.4, -0.05, 0.9, 0.3, 0.0, 0.0]
CORNERS = given([[0.0, 0.0], [0.0, 4.0], [3.0, 0.0], [3.0, 4.0]])
MOVED = given([[0.5, 0.2], [0.1, 3.8], [2.9, 0.3], [2.6, 3.5]])

IMAGES: list[Call] = [
    *(
        near(5e-5, call("affine_transform", x(1, 4, 5, 2), MOVE, fill_mode=mode, fill_value=0.2))
        for mode in ("constant", "nearest", "wrap", "mirror", "reflect")
    ),
    flat(
        "affine_transform",
        SINGLE,
        MOVE,
        interpolation="nearest",
    ),
    call("crop_images", SMALL, top_cropping=1, left_cropping=1, target_height=2, target_width=3),
    call("pad_images", SMALL, top_padding=1, left_padding=2, target_height=6, target_width=9),
    call("extract_patches", SMALL, (2, 3)),
    call("extract_patches", SMALL, (2, 2), strides=1, dilation_rate=2, padding="same"),
    call("extract_patches_3d", x(1, 4, 4, 4, 1), (2, 2, 2)),
    near(2e-5, call("gaussian_blur", SMALL, (3, 5), (1.0, 0.8), data_format="channels_last")),
    near(2e-5, call("rgb_to_hsv", PICTURE)),
    near(2e-5, call("hsv_to_rgb", PICTURE)),
    call("rgb_to_grayscale", PICTURE),
    *(
        near(2e-5, call("map_coordinates", x(4, 5), x(2, 6, low=-1, high=5), 1, fill_mode=mode))
        for mode in ("constant", "nearest", "wrap", "mirror", "reflect")
    ),
    flat("map_coordinates", x(4, 5), x(2, 6, low=0, high=4), 0),
    near(1e-4, call("perspective_transform", x(1, 4, 5, 2), CORNERS, MOVED)),
    *(
        near(2e-5, call("resize", x(1, 4, 5, 2), (7, 3), interpolation=kind))
        for kind in ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5")
    ),
    near(2e-5, call("resize", x(1, 6, 8, 1), (3, 4), antialias=True)),
    near(2e-5, call("resize", x(1, 4, 8, 1), (4, 4), crop_to_aspect_ratio=True)),
    near(2e-5, call("resize", x(1, 4, 8, 1), (4, 4), pad_to_aspect_ratio=True, fill_value=0.5)),
    near(
        2e-5,
        call(
            "scale_and_translate",
            x(4, 5),
            (6, 6),
            [1.5, 1.2],
            [0.3, -0.4],
            (0, 1),
            "linear",
        ),
    ),
    near(2e-5, call("sobel_edges", SMALL)),
    near(1e-4, flat("ssim", x(1, 12, 12, 1, low=0), y(1, 12, 12, 1, low=0))),
]
CASES = [*MATRICES, *(("ops.image", *parts) for parts in IMAGES)]
