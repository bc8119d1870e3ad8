"""The README shows what the commands really print."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DUIZHAO = str(Path(sys.executable).parent / "duizhao")


def _shown() -> list[tuple[str, str]]:
    """The duizhao commands of the README's console blocks, with what stands below each."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    found = []
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            if "duizhao" in command:
                found.append((command, printed))
    return found


@pytest.mark.parametrize(("command", "printed"), _shown())
def test_the_readme_shows_what_its_commands_print(command: str, printed: str, tmp_path: Path) -> None:
    before, _, own = command.rpartition("| ")
    words = [word.replace("changsha.html", str(tmp_path / "changsha.html")) for word in shlex.split(own)]
    given = before.removeprefix("echo ").strip() + "\n" if before else ""
    run = subprocess.run([DUIZHAO, *words[1:]], input=given, capture_output=True, text=True, cwd=ROOT, check=True)
    assert (run.stdout + run.stderr).replace(str(tmp_path) + "/", "").startswith(printed)


def test_the_python_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip().endswith(".")


def test_the_picture_is_small_enough() -> None:
    (name,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert (ROOT / name).stat().st_size < 300_000
