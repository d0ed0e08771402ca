"""Networks for pictures, made anew or with weights from a file."""

from p_vision.applications import (
    alexnet,
    densenet,
    efficientnet,
    googlenet,
    inception_v3,
    mobilenet_v2,
    mobilenet_v3,
    regnet,
    resnet,
    resnet50,
    squeezenet,
    vgg16,
)
from p_vision.applications.alexnet import AlexNet
from p_vision.applications.densenet import DenseNet121
from p_vision.applications.efficientnet import EfficientNetB0
from p_vision.applications.googlenet import GoogLeNet
from p_vision.applications.inception_v3 import InceptionV3
from p_vision.applications.mobilenet_v2 import MobileNetV2
from p_vision.applications.mobilenet_v3 import MobileNetV3Large, MobileNetV3Small
from p_vision.applications.regnet import RegNetX16GF, RegNetY400MF
from p_vision.applications.resnet import ResNet18, ResNet50
from p_vision.applications.squeezenet import SqueezeNet
from p_vision.applications.vgg16 import VGG16
from p_vision.missing_names import missing_name

__all__ = [
    "AlexNet",
    "DenseNet121",
    "EfficientNetB0",
    "GoogLeNet",
    "InceptionV3",
    "MobileNetV2",
    "MobileNetV3Large",
    "MobileNetV3Small",
    "RegNetX16GF",
    "RegNetY400MF",
    "ResNet18",
    "ResNet50",
    "SqueezeNet",
    "VGG16",
    "alexnet",
    "densenet",
    "efficientnet",
    "googlenet",
    "inception_v3",
    "mobilenet_v2",
    "mobilenet_v3",
    "regnet",
    "resnet",
    "resnet50",
    "squeezenet",
    "vgg16",
]

__getattr__ = missing_name(
    "p_vision.applications",
    __all__,
    {
        "MobileNet": "MobileNetV2 is the next one",
        "VGG19": "VGG16 is nearly the same",
        "ResNet101": "ResNet50 is the same with fewer blocks",
        "ResNet152": "ResNet50 is the same with fewer blocks",
        "ResNet50V2": "ResNet50 comes nearest",
        "ResNet101V2": "ResNet50 comes nearest",
        "ResNet152V2": "ResNet50 comes nearest",
        "DenseNet169": "DenseNet121 is the same with fewer blocks",
        "DenseNet201": "DenseNet121 is the same with fewer blocks",
        "Xception": "InceptionV3 comes nearest",
        "InceptionResNetV2": "InceptionV3 comes nearest",
        "NASNetMobile": "MobileNetV3Large comes nearest",
        "NASNetLarge": "EfficientNetB0 comes nearest",
        **{f"EfficientNetB{n}": "EfficientNetB0 is the smallest of them" for n in range(1, 8)},
        **{f"EfficientNetV2B{n}": "EfficientNetB0 comes nearest" for n in range(4)},
        **{f"EfficientNetV2{n}": "EfficientNetB0 comes nearest" for n in "SML"},
        **{
            f"ConvNeXt{n}": "EfficientNetB0 comes nearest"
            for n in ("Tiny", "Small", "Base", "Large", "XLarge")
        },
    },
)
