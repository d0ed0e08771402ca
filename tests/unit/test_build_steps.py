"""The set-up's own rules: what is up to date is skipped, what is half done is done again."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(TOOLS))
    import step

    monkeypatch.setattr(step, "STAMPS", tmp_path / "stamps")
    yield step
    for name in ("step", "places", "pinned", "commands", "engine_lock"):
        sys.modules.pop(name, None)


def test_a_step_runs_once_and_again_after_its_input_changed(
    steps: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("one")
    step = steps.Step(
        name="copy",
        why="shows it",
        usual="1 s",
        inputs=lambda: [source],
        outputs=(target,),
        work=lambda: target.write_text(source.read_text()),
    )
    assert step.run()
    assert not step.run()
    source.write_text("two")
    assert step.run()
    assert target.read_text() == "two"
    target.unlink()
    assert step.run()
    assert "copy: shows it (usually 1 s)" in capsys.readouterr().out


def test_a_step_that_failed_or_was_interrupted_runs_again(
    steps: ModuleType, tmp_path: Path
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    def step(work: object) -> object:
        return steps.Step(name="slow", why="w", usual="u", outputs=(tmp_path / "made",), work=work)

    with pytest.raises(KeyboardInterrupt):
        step(interrupted).run()
    with pytest.raises(steps.StepFailed):
        step(lambda: None).run()
    assert step((tmp_path / "made").touch).run()
    assert not step(lambda: None).run()


def test_an_input_edited_during_the_work_makes_the_step_run_again(
    steps: ModuleType, tmp_path: Path
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("one")

    def work() -> None:
        target.touch()
        source.write_text("edited meanwhile")

    step = steps.Step(
        name="s", why="w", usual="u", inputs=lambda: [source], outputs=(target,), work=work
    )
    assert step.run()
    assert step.run()
    assert not step.run()


def test_a_download_with_the_wrong_content_is_refused(steps: ModuleType, tmp_path: Path) -> None:
    import pinned

    wrong, right, target = tmp_path / "wrong", tmp_path / "right", tmp_path / "target"
    wrong.write_text("something else")
    right.write_text("the file")
    sha256 = steps.file_hash(right)
    sources = [("first", pinned.from_file(wrong)), ("second", pinned.from_file(tmp_path / "none"))]
    with pytest.raises(steps.StepFailed, match="first: another file") as failed:
        pinned.bring(target, sha256, sources)
    assert "second: not there" in str(failed.value)
    assert not target.exists()
    pinned.bring(target, sha256, [*sources, ("third", pinned.from_file(right))])
    assert pinned.is_pinned(target, sha256)


def test_the_checked_in_engine_counts_only_while_it_fits_its_sources(
    steps: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import engine_lock

    source, folder = tmp_path / "lib.rs", tmp_path / "engine"
    source.write_text("fn main() {}")
    folder.mkdir()
    (folder / "engine_cpu.js").write_text("js")
    monkeypatch.setattr(engine_lock, "sources", lambda: [source])
    monkeypatch.setattr(engine_lock, "CHECKED_IN_ENGINE", folder)
    monkeypatch.setattr(engine_lock, "LOCK", folder / "lock.json")
    assert not engine_lock.matches()
    engine_lock.write_lock(steps.digest([source]), "rustc 1")
    assert engine_lock.matches()
    (folder / "engine_cpu.js").write_text("damaged")
    assert not engine_lock.matches()
    (folder / "engine_cpu.js").write_text("js")
    source.write_text("fn main() { changed }")
    assert not engine_lock.matches()


def test_what_is_missing_is_named_with_the_command_that_installs_it(
    steps: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    import commands

    monkeypatch.setenv("PATH", "")
    with pytest.raises(commands.StepFailed) as failed:
        commands.require("node", "cargo")
    first, second = str(failed.value).splitlines()
    assert first.startswith("node is missing. Install it: ")
    assert "rustup" in second
