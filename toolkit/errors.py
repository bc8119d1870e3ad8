"""The errors that Duizhao shows to people, each with its place, its remedy and its exit code."""

from __future__ import annotations


class DuizhaoError(Exception):
    """Wrong input, told so that the reader can mend it.

    ``message`` says what is wrong, ``place`` where (a file, a line, an offset in code points or bytes)
    and ``remedy`` what to do about it. ``exit_code`` is what the command line exits with.

    >>> str(DuizhaoError("没有这个文件", place="通报.txt", remedy="check the name"))
    '通报.txt: 没有这个文件; check the name'
    """

    exit_code = 2

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        return f"{head}; {self.remedy}" if self.remedy else head


class UsageError(DuizhaoError):
    """The request itself is wrong: an unknown name, an option out of range (exit code 2)."""


class InputError(DuizhaoError):
    """A file cannot be read as what it should be (exit code 3)."""

    exit_code = 3


class EngineError(DuizhaoError):
    """An engine could not do its work (exit code 4)."""

    exit_code = 4


class InvariantError(DuizhaoError):
    """A value would break a promise of its type; the constructor refuses it (exit code 4)."""

    exit_code = 4
