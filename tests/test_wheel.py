"""The wheel and the source archive: all data at its place, no tests; the installed package finds what it ships."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.command import ROOT

DATA = (".tsv", ".toml", ".css", ".js", ".j2")
PROGRAM = """
import toolkit
from toolkit.corpus.works import works
from toolkit.resources import data, shipped
print(toolkit.__file__)
print(shipped("glossary"))
print(len(toolkit.default_glossary()), len(works()))
print(toolkit.lookup("派出所").matches[0].concept.english)
document = toolkit.draft(toolkit.read_text("民警调取监控录像。"))
print(len(toolkit.reading_copy(document).rows))
"""


def beside(*folders: str, suffixes: tuple[str, ...] = ()) -> set[str]:
    """Return the files of some folders of the checkout, caches left out."""
    return {
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and (not suffixes or path.suffix in suffixes)
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source archive, built once without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was installed, away from the checkout."""
    target = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*command, *map(str, built.glob("*.whl"))], check=True, timeout=120)
    return target


def test_the_wheel_holds_all_of_the_package_and_nothing_else(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    shipped = {f"toolkit/_shipped/{name}" for name in beside("glossary", "texts")}
    assert names == beside("toolkit") | shipped
    domains = {name.rpartition("/")[0] for name in shipped if name.startswith("toolkit/_shipped/glossary/")}
    assert domains
    assert shipped >= {f"{domain}/{part}" for domain in domains for part in ("about.toml", "terms.tsv")}
    assert sum(name.endswith(DATA) for name in names) == len(beside("toolkit", "glossary", "texts", suffixes=DATA))
    assert not any(name.endswith(".py") for name in shipped)


def test_the_wheel_names_licence_and_command(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        [info] = {name.split("/")[0] for name in archive.namelist() if ".dist-info/" in name}
        assert f"{info}/licenses/LICENSE" in archive.namelist()
        assert "License-Expression: Apache-2.0" in archive.read(f"{info}/METADATA").decode()
        assert "duizhao = toolkit.cli:main" in archive.read(f"{info}/entry_points.txt").decode()


def test_the_source_archive_holds_what_the_wheel_is_built_of(built: Path) -> None:
    [source] = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = beside("toolkit", "glossary", "texts") | {"pyproject.toml", "LICENSE", "README.md"}
    assert wanted <= names
    assert not any(name.startswith((".venv", ".git/", "dist", "reading-copies")) for name in names)


def test_installed_it_finds_what_it_ships(installed: Path, tmp_path: Path) -> None:
    paths = (str(installed), sysconfig.get_paths()["purelib"])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-S", "-c", PROGRAM]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    where, glossary, counts, english, rows = done.stdout.splitlines()
    assert Path(where) == installed / "toolkit" / "__init__.py"
    assert Path(glossary) == installed / "toolkit" / "_shipped" / "glossary"
    concepts, works = map(int, counts.split())
    assert concepts > 800 and works == len(list((ROOT / "texts").glob("*/about.toml")))
    assert (english, rows) == ("police station", "1")
