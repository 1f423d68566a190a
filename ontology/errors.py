"""The one error tree. Every message says what was wrong, with the value, and what to do about it."""

from pathlib import Path


class BelligraphError(Exception):
    """Root of everything Belligraph raises on purpose."""


class InputError(BelligraphError):
    """What a user gave cannot be used: an article, a date, a filter, a body."""


class NotEnglishError(InputError):
    """The text is not English; Belligraph reads English only."""


class TooLargeError(InputError):
    """The input is over a limit of the settings."""


class ReadingError(BelligraphError):
    """Reading one article failed by a fault of Belligraph's own; other articles are not concerned."""


class NotFoundError(BelligraphError):
    """No such article, actor, place or event."""


class AmbiguousNameError(NotFoundError):
    """A name that several actors share; the message lists their ids."""


class DataFileError(BelligraphError):
    """A knowledge file is wrong. Names the file and, where there is one, the line."""

    def __init__(self, path: Path | str, line: int | None, what: str) -> None:
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {what}")


class SettingsError(BelligraphError):
    """The configuration cannot work; the start is refused."""


class StoreError(BelligraphError):
    """The store cannot be used."""


class NewerSchemaError(StoreError):
    """The database was written by a newer Belligraph than this one."""


class WorkerError(BelligraphError):
    """No worker process could read the article just now: too many wait, or it was stopped. Trying again later may help."""


class BusyError(WorkerError):
    """Too many articles wait."""


class LostWorkerError(WorkerError):
    """The process that read died over it or was stopped as it took too long."""


class WorkerDiedError(LostWorkerError):
    """The process that read died over it."""
