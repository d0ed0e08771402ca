import pytest

from p_vision import events


def test_a_listener_hears_events_until_it_unsubscribes() -> None:
    heard: list[dict[str, object]] = []
    unsubscribe = events.subscribe(heard.append)
    events.emit({"event": "progress"})
    unsubscribe()
    unsubscribe()
    events.emit({"event": "progress"})
    assert heard == [{"event": "progress"}]


def test_a_listener_that_fails_is_dropped_with_a_warning() -> None:
    def broken(event: dict[str, object]) -> None:
        raise ValueError("no chart")

    events.subscribe(broken)
    with pytest.warns(UserWarning, match="no chart"):
        events.emit({"event": "progress"})
    events.emit({"event": "progress"})
    assert not events.has_subscribers()
