"""Pictures as files and as arrays, under their older module name."""

from p_vision.missing_names import missing_name
from p_vision.utils.pictures import array_to_img, img_to_array, load_img, save_img, smart_resize

__all__ = ["array_to_img", "img_to_array", "load_img", "save_img", "smart_resize"]

__getattr__ = missing_name(
    "p_vision.preprocessing.image",
    __all__,
    {
        "ImageDataGenerator": "utils.image_dataset_from_directory reads folders, and the layers "
        "RandomFlip, RandomRotation and RandomZoom change pictures"
    },
)
