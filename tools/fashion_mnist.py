"""Fashion-MNIST: 70,000 pictures of clothes in the file format of MNIST, where they can be had.

Asked first: the project's own repository (Zalando Research, MIT). Where it cannot be reached,
Debian's package with the same pictures is unpacked. A build that gets neither goes on without:
`fashion_mnist.load_data()` in the page then says so.
"""

import gzip
import json
import os
import shutil
import tempfile
from pathlib import Path

from commands import run
from pinned import Source, bring, from_address, is_pinned
from places import DATA, SITE
from step import Step, StepFailed, write_text

REPOSITORY = "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/"
DEBIAN_PACKAGE = "dataset-fashion-mnist"
FASHION_MNIST = DATA / "fashion_mnist"
FOLDER = SITE / "data" / "fashion_mnist"
LIST = FOLDER / "files.json"
#: What the files hash to when unpacked: each source packs them in its own way.
FILES = {
    "train-images-idx3-ubyte": "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    "train-labels-idx1-ubyte": "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    "t10k-images-idx3-ubyte": "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    "t10k-labels-idx1-ubyte": "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def unpacked(packed: Path, folder: Path) -> Path:
    target = folder / "unpacked"
    with gzip.open(packed) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
    return target


def from_repository(name: str) -> Source:
    def source(folder: Path) -> Path:
        return unpacked(from_address(f"{REPOSITORY}{name}.gz")(folder), folder)

    return source


def from_debian(name: str, kept: Path) -> Source:
    """The package is fetched once, into `kept`, for all four files."""

    def source(folder: Path) -> Path:
        held = kept / "usr" / "share" / "datasets" / "fashion-mnist" / f"{name}.gz"
        if not held.is_file():
            if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
                raise StepFailed("this is no Debian")
            run(["apt-get", "download", "--quiet=2", DEBIAN_PACKAGE], cwd=kept, quiet=True)
            (package,) = kept.glob("*.deb")
            run(["dpkg-deb", "--extract", package, kept], quiet=True)
        return unpacked(held, folder)

    return source


def place_files() -> None:
    """All four files or none."""
    try:
        with tempfile.TemporaryDirectory() as kept:
            # apt's own user must be able to write there.
            os.chmod(kept, 0o777)
            for name, sha256 in FILES.items():
                if not is_pinned(FASHION_MNIST / name, sha256):
                    sources = [("the project's repository", from_repository(name))]
                    sources.append(("Debian's package", from_debian(name, Path(kept))))
                    bring(FASHION_MNIST / name, sha256, sources)
        for name, sha256 in FILES.items():
            if not is_pinned(FOLDER / name, sha256):
                FOLDER.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(FASHION_MNIST / name, FOLDER / name)
        write_text(LIST, json.dumps(sorted(FILES)))
    except StepFailed as problem:
        print(f"  Fashion-MNIST will not be offered in the page. {problem}", flush=True)
        write_text(LIST, "[]")


FASHION_MNIST_DATA = Step(
    name="Fashion-MNIST",
    why="70,000 pictures of clothes, checked against pinned hashes",
    usual="20 s; nothing where it cannot be had",
    inputs=lambda: [json.dumps(FILES)],
    outputs=(LIST,),
    work=place_files,
)
