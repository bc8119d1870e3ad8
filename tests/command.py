"""Running the command line in this process, and in one of its own where only that shows the truth."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from toolkit.cli import main

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode("utf-8")

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the function that runs ``duizhao`` with arguments and bytes on standard input."""

    def command(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capsysbinary.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return Result(code, out, err.decode("utf-8", "backslashreplace"))

    return command


def process(*arguments: str, **more: Any) -> subprocess.Popen[bytes]:
    """Start ``duizhao`` as a process of its own, with pipes."""
    command = [sys.executable, "-m", "toolkit.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("environment", {})}
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, env=environment, **{**pipes, **more})
