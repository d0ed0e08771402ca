"""What can go wrong with the store of shared programs, each with its answer."""

__all__ = ["Refused"]


class Refused(Exception):
    """A request that the store does not fulfil.

    Args:
        status: The HTTP status to answer with.
        code: One word for programs.
        detail: One sentence for people: what happened and what helps.
        retry_after: Seconds after which the same request may succeed.
    """

    def __init__(self, status: int, code: str, detail: str, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


def gone() -> Refused:
    """Nothing has this id; what was deleted and what never was look the same."""
    return Refused(
        404,
        "not_found",
        "There is no program at this link: it was deleted, its time is over, or the link is "
        "not whole. Ask for it again.",
    )


def too_large(largest: int) -> Refused:
    """More bytes than one program may have here."""
    return Refused(
        413,
        "too_large",
        f"This server keeps programs of up to {megabytes(largest)}. Save it as a file instead.",
    )


def too_often(per_hour: int, wait: int) -> Refused:
    """More programs from one address than it may send in an hour."""
    minutes = max(1, round(wait / 60))
    return Refused(
        429,
        "too_often",
        f"This server takes {per_hour} programs an hour from one address. Try again in "
        f"{minutes} {'minute' if minutes == 1 else 'minutes'}, or save it as a file.",
        wait,
    )


def full() -> Refused:
    """The store, or the disk it is on, has no room."""
    return Refused(
        507, "store_full", "There is no room left on this server. Save it as a file instead."
    )


def busy() -> Refused:
    """Another process kept the file for too long."""
    return Refused(503, "store_busy", "This server is busy. Try again in a moment.", 5)


def broken() -> Refused:
    """The file cannot be used."""
    return Refused(
        503,
        "store_broken",
        "This server cannot use what it keeps just now; its log says more. Save a file instead.",
    )


def damaged() -> Refused:
    """What is kept is no longer what was sent."""
    return Refused(
        500, "damaged", "The program at this link is damaged and was not opened. Ask for it again."
    )


def not_yours() -> Refused:
    """The token is not the one of this program."""
    return Refused(403, "not_yours", "Only the browser that shared this program can delete it.")


def unreadable(reason: str) -> Refused:
    """The bytes are no shared program."""
    return Refused(400, "no_program", f"This is no program of this page: {reason}.")


def megabytes(count: int) -> str:
    """A size for people.

    Example:
        >>> megabytes(2_000_000), megabytes(1500)
        ('2 MB', '0.0015 MB')
    """
    return f"{count / 1_000_000:g} MB"
