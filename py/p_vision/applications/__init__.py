"""Networks for pictures, made anew or with weights from a file."""

from p_vision.applications import (
    alexnet,
    convnext,
    densenet,
    efficientnet,
    efficientnet_v2,
    googlenet,
    inception_resnet_v2,
    inception_v3,
    mobilenet,
    mobilenet_v2,
    mobilenet_v3,
    nasnet,
    regnet,
    resnet,
    resnet50,
    resnet_v2,
    squeezenet,
    vgg16,
    vgg19,
    xception,
)
from p_vision.applications.alexnet import AlexNet
from p_vision.applications.convnext import (
    ConvNeXtBase,
    ConvNeXtLarge,
    ConvNeXtSmall,
    ConvNeXtTiny,
    ConvNeXtXLarge,
)
from p_vision.applications.densenet import DenseNet121, DenseNet169, DenseNet201
from p_vision.applications.efficientnet import (
    EfficientNetB0,
    EfficientNetB1,
    EfficientNetB2,
    EfficientNetB3,
    EfficientNetB4,
    EfficientNetB5,
    EfficientNetB6,
    EfficientNetB7,
)
from p_vision.applications.efficientnet_v2 import (
    EfficientNetV2B0,
    EfficientNetV2B1,
    EfficientNetV2B2,
    EfficientNetV2B3,
    EfficientNetV2L,
    EfficientNetV2M,
    EfficientNetV2S,
)
from p_vision.applications.googlenet import GoogLeNet
from p_vision.applications.inception_resnet_v2 import InceptionResNetV2
from p_vision.applications.inception_v3 import InceptionV3
from p_vision.applications.mobilenet import MobileNet
from p_vision.applications.mobilenet_v2 import MobileNetV2
from p_vision.applications.mobilenet_v3 import MobileNetV3Large, MobileNetV3Small
from p_vision.applications.nasnet import NASNetLarge, NASNetMobile
from p_vision.applications.regnet import RegNetX16GF, RegNetY400MF
from p_vision.applications.resnet import ResNet18, ResNet50, ResNet101, ResNet152
from p_vision.applications.resnet_v2 import ResNet50V2, ResNet101V2, ResNet152V2
from p_vision.applications.squeezenet import SqueezeNet
from p_vision.applications.vgg16 import VGG16
from p_vision.applications.vgg19 import VGG19
from p_vision.applications.xception import Xception
from p_vision.missing_names import missing_name

__all__ = [
    "AlexNet",
    "ConvNeXtBase",
    "ConvNeXtLarge",
    "ConvNeXtSmall",
    "ConvNeXtTiny",
    "ConvNeXtXLarge",
    "DenseNet121",
    "DenseNet169",
    "DenseNet201",
    "EfficientNetB0",
    "EfficientNetB1",
    "EfficientNetB2",
    "EfficientNetB3",
    "EfficientNetB4",
    "EfficientNetB5",
    "EfficientNetB6",
    "EfficientNetB7",
    "EfficientNetV2B0",
    "EfficientNetV2B1",
    "EfficientNetV2B2",
    "EfficientNetV2B3",
    "EfficientNetV2L",
    "EfficientNetV2M",
    "EfficientNetV2S",
    "GoogLeNet",
    "InceptionResNetV2",
    "InceptionV3",
    "MobileNet",
    "MobileNetV2",
    "MobileNetV3Large",
    "MobileNetV3Small",
    "NASNetLarge",
    "NASNetMobile",
    "RegNetX16GF",
    "RegNetY400MF",
    "ResNet101",
    "ResNet101V2",
    "ResNet152",
    "ResNet152V2",
    "ResNet18",
    "ResNet50",
    "ResNet50V2",
    "SqueezeNet",
    "VGG16",
    "VGG19",
    "Xception",
    "alexnet",
    "convnext",
    "densenet",
    "efficientnet",
    "efficientnet_v2",
    "googlenet",
    "inception_resnet_v2",
    "inception_v3",
    "mobilenet",
    "mobilenet_v2",
    "mobilenet_v3",
    "nasnet",
    "regnet",
    "resnet",
    "resnet50",
    "resnet_v2",
    "squeezenet",
    "vgg16",
    "vgg19",
    "xception",
]

__getattr__ = missing_name(
    "p_vision.applications",
    __all__,
    {
        "imagenet_utils": "preprocess_input is in the module of each network, such as "
        "applications.vgg16; the names of ImageNet's classes are not here",
        "mobilenet_v3_large": "MobileNetV3Large is in applications.mobilenet_v3",
        "mobilenet_v3_small": "MobileNetV3Small is in applications.mobilenet_v3",
    },
)
