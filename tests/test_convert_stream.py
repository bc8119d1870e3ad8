"""Plain text in pieces: the pieces make the whole, in every encoding, on one core and on several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.command import ROOT, Run, process, run
from toolkit.conversion import SAMPLE, Conversion, Settings, UnencodableError, convert_stream
from toolkit.errors import EngineError, InputError, UsageError
from toolkit.formats.encoding import decode, decode_exactly
from toolkit.formats.structure.pieces import REACH, decode_piece, encode_exactly, pieces
from toolkit.script.engines import ENGINES
from toolkit.script.opencc import configs

__all__ = ["run"]

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")
SIGNS = "头发发展被发明里面后天干扰范于某著着软件打印机信息頭髮發軟體資訊A1a \t\r\n。！，、\0𠮷"
# few marks and many words: what has to be cut inside a line
DENSE = st.lists(
    st.sampled_from(["头发", "发展", "打印机", "干", "后", "皇后", "里", "A", "·", "的"]), max_size=800
).map("".join)
TEXTS = st.one_of(st.lists(st.text(st.sampled_from(SIGNS), max_size=60), max_size=20).map("".join), DENSE)


def streamed(data: bytes, to: Settings) -> bytes:
    return b"".join(convert_stream(BytesIO(data).read, "in.txt", to))


# The pieces make the whole


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=st.one_of(TEXTS, st.text(max_size=400)), size=st.integers(1, 900), tail=st.binary(max_size=9))
@settings(max_examples=60, deadline=None)
def test_pieces_are_the_bytes_cut_between_characters(encoding: str, text: str, size: int, tail: bytes) -> None:
    data = text.encode(encoding, "ignore" if encoding != "utf-16-le" else "surrogatepass")
    data += tail if not encoding.startswith("utf-16") else b""
    found = list(pieces(BytesIO(data).read, encoding, Conversion().text, size))
    assert b"".join(found) == data
    decoded = [decode_piece(piece, encoding) for piece in found]
    assert [encode_exactly(piece, encoding) for piece in decoded] == found
    if not encoding.startswith("utf-16"):
        assert "".join(decoded).encode(encoding, "surrogateescape") == data == b"".join(found)
        assert encoding == "big5hkscs" or "".join(decoded) == decode_exactly(data, encoding)


@pytest.mark.parametrize(
    ("config", "engine"), [(c, "opencc") for c in configs()] + [("s2tw", "duizhao"), ("t2s", "duizhao")]
)
@given(text=TEXTS, size=st.integers(1, 900))
@example(text="头发" * 600, size=1)
@example(text="打印机" * 300 + "打印" + "机头发" * 300, size=700)
@settings(max_examples=15, deadline=None)
def test_the_conversion_of_pieces_is_the_conversion_of_the_whole(
    config: str, engine: str, text: str, size: int
) -> None:
    conversion = Conversion(config, engine)
    found = pieces(BytesIO(text.encode()).read, "utf-8", conversion.text, size)
    assert "".join(conversion.text(piece.decode()) for piece in found) == conversion.text(text)


@pytest.mark.parametrize("engine", sorted(set(ENGINES) - {"hanziconv"}))
@pytest.mark.parametrize("config", ["s2tw", "t2s"])
@given(one=TEXTS, other=TEXTS, mark=st.sampled_from("\n。！？；，、："))
@settings(max_examples=40, deadline=None)
def test_nothing_crosses_a_line_end_or_a_mark(config: str, engine: str, one: str, other: str, mark: str) -> None:
    conversion = Conversion(config, engine)
    assert conversion.text(one + mark + other) == conversion.text(one + mark) + conversion.text(other)


def test_long_lines_are_cut_at_marks_and_inside_where_there_are_none() -> None:
    text = Conversion().text
    marked = list(pieces(BytesIO(("干部后，" * 4000).encode()).read, "utf-8", text, 8 * REACH))
    assert len(marked) > 50 and all(piece.decode().endswith("，") for piece in marked)
    plain = list(pieces(BytesIO(("皇后" * 4000).encode()).read, "utf-8", text, 8 * REACH))
    assert len(plain) > 20 and max(map(len, plain)) < 3 * 8 * REACH


# Encodings


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_encoding_mark_and_line_ends_stay(encoding: str, mark: str) -> None:
    text = mark + "派出所召开群众会议，公安机关通报情况。\r\n软件\r于\n" * 4
    wanted = mark + "派出所召開群眾會議，公安機關通報情況。\r\n軟件\r於\n" * 4
    assert streamed(text.encode(encoding), Settings(Conversion("s2tw"))) == wanted.encode(encoding)
    for named, codec in (("utf-8", "utf-8"), ("UTF-16", "utf-16"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gbk")):
        found = streamed(text.encode(encoding), Settings(Conversion("s2tw"), encoding=named))
        same = codec == encoding
        assert found == (wanted if same else wanted.removeprefix("\ufeff")).encode(codec)


@pytest.mark.parametrize("engine", ["opencc", "duizhao"])
def test_nul_lone_surrogates_and_stray_bytes_come_through(engine: str) -> None:
    to = Settings(Conversion("s2tw", engine))
    for data in (b"\0\xe5\x9b\xbd\0", b"\xed\xa0\x80\xe5\x9b\xbd\xed\xb0\x80", b"\xff\xe5\x9b\xbd\xe5\x9b"):
        assert streamed(
            "国家行政机关通知各级党委和政府".encode() + data, to
        ) == "國家行政機關通知各級黨委和政府".encode() + data.replace("国".encode(), "國".encode())
    halves = "\ufeff国\ud800国\udc80\udfff\0国"
    wide = halves.encode("utf-16-le", "surrogatepass")
    assert streamed(wide, to).decode("utf-16-le", "surrogatepass") == halves.replace("国", "國")
    narrow = streamed(wide, Settings(Conversion("s2tw", engine), encoding="utf-8"))
    assert narrow.decode("utf-8", "surrogatepass") == halves.replace("国", "國")[1:]


def test_what_an_encoding_lacks_is_told_and_not_dropped() -> None:
    data = "為人民服務，警察機關。".encode("big5")
    assert decode(data, "x")[1].encoding == "big5hkscs"
    with pytest.raises(UnencodableError, match="big5hkscs has no"):
        streamed(data, Settings(Conversion("t2s")))
    assert streamed(data, Settings(Conversion("t2s"), encoding="utf-8")).decode() == "为人民服务，警察机关。"
    for name in ("x", "rot13", "utf-32", "hex", "\0"):
        with pytest.raises(UsageError, match="no encoding"):
            Settings(Conversion(), encoding=name)


def test_an_encoding_shows_only_far_into_a_text() -> None:
    data = b"1999-09-09 ok\n" * (SAMPLE // 7) + "派出所召开群众会议，公安机关通报情况".encode("gb18030")
    assert streamed(data, Settings(Conversion("s2tw"), jobs=1)).decode("gb18030").endswith("公安機關通報情況")
    text = "国" * (SAMPLE // 3 + 100)  # ends its first part inside a character
    assert streamed(text.encode(), Settings(Conversion("s2tw"), jobs=1)).decode() == text.replace("国", "國")


def test_what_is_no_text_is_refused() -> None:
    for data, said in ((b"", "empty"), (b"\x89PNG\r\n", "an image"), (b"\xff\xfe\x2f\x66\x2f", "inside a character")):
        with pytest.raises(InputError, match=said):
            streamed(data, Settings(Conversion()))


# Several cores


def test_several_processes_keep_the_order_and_the_bytes() -> None:
    text = "".join(f"{at} 派出所里头发干燥\n" for at in range(4000))
    for jobs in (1, 2, 3):
        to = Settings(Conversion("s2tw"), jobs=jobs, size=4096)
        assert streamed(text.encode(), to).decode() == Conversion("s2tw").text(text)


def test_an_error_in_a_process_is_carried_over() -> None:
    data = ("為人民服務，警察機關。\n" * 500).encode("big5")
    with pytest.raises(UnencodableError, match="big5hkscs has no"):
        streamed(data, Settings(Conversion("t2s"), jobs=2, size=1024))


@dataclass(frozen=True)
class Dying:
    """A conversion that ends every process but one."""

    spared: int

    def text(self, characters: str) -> str:
        if os.getpid() != self.spared and characters:
            os.kill(os.getpid(), signal.SIGKILL)
        return characters


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_process_that_dies_is_told() -> None:
    to = Settings(Dying(os.getpid()), jobs=2, size=1024)  # type: ignore[arg-type]
    with pytest.raises(EngineError, match="has died"):
        streamed("警察\n".encode() * 2000, to)


# The command


def test_standard_input_to_standard_output(run: Run) -> None:
    data = "派出所里\r\n头发\0".encode() * 60_000
    done = run("convert", "--jobs", "2", stdin=data)
    assert done.code == 0 and done.out == Conversion("s2tw").text(data.decode()).encode()


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux tells it")
@pytest.mark.parametrize("line", ["派出所召开群众会议，公安机关通报情况。\n", "派出所召开群众会议公安机关通报情况"])
def test_memory_does_not_grow_with_the_text(tmp_path: Path, line: str) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(40):
            file.write(line.encode() * (1_000_000 // len(line.encode())))
    script = (
        "import re, resource, sys; from pathlib import Path; from toolkit.cli import main; main(sys.argv[1:]);"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1],"
        "resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, "convert", str(path), "-o", str(tmp_path / "out.txt"), "--config", "t2s"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
    assert all(int(peak) < 110_000 for peak in shown.split()), shown
    assert (tmp_path / "out.txt").stat().st_size == path.stat().st_size


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    child = process("convert", "-", "-o", str(tmp_path / "out.txt"), "--jobs", "2")
    assert child.stdin
    child.stdin.write("派出所里\n".encode() * 400_000)
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    child.stdin.close()
    child.stdin = None
    _, err = child.communicate(timeout=60)
    assert child.returncode == 130 and err == b"duizhao: interrupted\n" and not list(tmp_path.iterdir())
