"""The Python environment `.venv`, with the locked packages and the sources on its path."""

import sys
from collections.abc import Callable
from pathlib import Path

from commands import output_of, run
from places import ROOT, VENV, VENV_PYTHON
from step import Step, StepFailed, write_text


def install(lock: str) -> Callable[[], None]:
    def work() -> None:
        if not output_of([VENV_PYTHON, "-m", "pip", "--version"]):
            make_environment()
        run(
            [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            + ["--require-hashes", "-r", ROOT / "requirements" / lock]
        )
        site_packages = output_of(
            [VENV_PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
        )
        write_text(Path(site_packages) / "p_vision_source.pth", f"{ROOT / 'py'}\n")

    return work


def make_environment() -> None:
    try:
        run([sys.executable, "-m", "venv", "--clear", VENV], quiet=True)
    except StepFailed as error:
        raise StepFailed(
            f"{error}\nOn Debian and Ubuntu: apt-get install python3-venv, then run this again."
        ) from None


def environment(lock: str, why: str, usual: str) -> Step:
    return Step(
        name=f"python environment ({lock.removesuffix('.txt')})",
        why=why,
        usual=usual,
        inputs=lambda: [ROOT / "requirements" / lock, str(ROOT), sys.version],
        outputs=(VENV_PYTHON,),
        work=install(lock),
    )


PLAY = environment("play.txt", "the server and numpy, in .venv", "20 s")
TEST = environment("test.txt", "what tests and lint need, in .venv", "40 s")
