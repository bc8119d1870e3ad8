"""Conversion of files: text of any size in pieces and on all cores, other formats whole with their structure kept."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from toolkit.errors import InputError, UsageError
from toolkit.formats.encoding import MARKS, decode, detect, refuse_binary
from toolkit.formats.structure import PLAIN, TABLES, Format
from toolkit.formats.structure.language import retagged
from toolkit.formats.structure.passages import rewritten
from toolkit.formats.structure.pieces import SIZE, Read, decode_piece, pieces
from toolkit.parallel import Work, cores, in_order

if TYPE_CHECKING:
    from toolkit.script.preferences import Preferences
    from toolkit.text import Edits

SAMPLE = 1 << 20  # bytes of a long text that its encoding is judged by, from the first that are not ASCII
PARALLEL = 3  # pieces from which on several processes pay
WITH_MARK = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}
CHARSET = r"""(<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*)([a-zA-Z0-9_:.-]{2,40})"""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A configuration and the engine that carries it out, as formats need it (``Turn``).

    Raises UsageError for an unknown engine or configuration.

    >>> Conversion("s2tw").text("派出所和软件"), Conversion("s2tw").tag("zh-CN")
    ('派出所和軟件', 'zh-TW')
    """

    config: str = "s2tw"
    engine: str = "opencc"
    own: Preferences | None = None  # the user's words and protected stretches

    def __post_init__(self) -> None:
        if self.engine == "opencc":
            from toolkit.script.opencc import OpenCCConverter

            OpenCCConverter(self.config)
        else:
            from toolkit.script.engines import converter

            converter(self.config, self.engine)

    def text(self, characters: str) -> str:
        """Return the converted text; no alignment is made where none is needed."""
        if self.engine == "opencc" and not self.own:
            from toolkit.script.opencc import converted

            return converted(self.config, characters)
        return self.edits(characters).apply(characters)

    def edits(self, characters: str) -> Edits:
        """Return the edits that lead to the converted text."""
        from toolkit.script.engines import edits

        return edits(characters, self.config, self.engine, own=self.own)

    def tag(self, found: str) -> str:
        """Return the language tag of the result where ``found`` names the source."""
        return retagged(found, self.config)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to do with each file.

    ``format`` and ``encoding`` are empty where they are found from the file; ``columns`` are those of a table;
    ``jobs`` is the number of processes, 0 for as many as there are cores where a text is long.
    Raises UsageError for an unknown format or encoding.
    """

    conversion: Conversion
    format: str = ""
    encoding: str = ""
    columns: tuple[str, ...] = ()
    jobs: int = 0
    size: int = SIZE

    def __post_init__(self) -> None:
        if self.format:
            Format(self.format)
        if self.jobs < 0:
            raise UsageError("a number of jobs below 0", place=str(self.jobs), remedy="choose --jobs 1 or more")
        try:
            if self.encoding and "32" not in self.encoding:
                "".encode(self.encoding)
                return
        except (LookupError, ValueError):
            pass
        if self.encoding:
            remedy = "choose utf-8, utf-16, gb18030, big5 or another"
            raise UsageError(f'no encoding "{self.encoding}"', remedy=remedy)


class UnencodableError(InputError):
    """The result has characters that the encoding asked for, or the source's, lacks."""


def streams(form: Format, settings: Settings) -> bool:
    """Tell whether a file is converted as a stream: plain text, and a table of which all cells are converted.

    No configuration touches a delimiter, a quote or a line end, so there a table is plain text. What a user protects
    may reach over lines; then the file is read whole.
    """
    if settings.conversion.own:
        return False
    return form.name == PLAIN or (form.name in TABLES and not settings.columns)


def convert_whole(data: bytes, name: str, form: Format, settings: Settings) -> bytes:
    """Return a file of any format converted, in its own encoding unless the settings name one.

    Raises InputError for a file that is not what it should be, UnencodableError where the encoding lacks a character.
    """
    if form.archived:
        return form.convert(data, name, settings.conversion)
    characters, source = decode(data, name, _label(data) if form.name == "html" else "")
    found = form.passages(characters, settings.columns)
    done = rewritten(characters, found, settings.conversion)
    target, marked = _target(settings.encoding, source.encoding)
    if settings.encoding:
        done = ("\ufeff" if marked else "") + done.removeprefix("\ufeff")
    if form.name == "html":
        return _page(done, settings.encoding, target, source.errors)
    return encoded(done, target, source.encoding, name, characters)


def _label(data: bytes) -> str:
    from toolkit.formats.html import LABEL

    found = LABEL.search(data[:4096])
    return found[1].decode("ascii") if found else ""


def _page(characters: str, wanted: str, target: str, errors: str) -> bytes:
    """Encode a page: what its encoding lacks becomes a character reference; a new encoding is named in its label."""
    import re

    if wanted:
        characters = re.sub(CHARSET, rf"\g<1>{wanted}", characters, count=1, flags=re.I)
    codecs.register_error("duizhao.reference", partial(_reference, kept=errors))
    return characters.encode(target, "duizhao.reference")


def _reference(error: UnicodeError, kept: str) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    if "\ud800" <= sign <= "\udfff":
        return sign.encode(error.encoding, kept), error.start + 1
    return f"&#{ord(sign)};", error.start + 1


def encoded(characters: str, target: str, source: str, name: str, earlier: str) -> bytes:
    """Return the bytes in ``target``; what did not decode comes out as it came in.

    Big5 is read with the characters of Hong Kong, but where ``earlier``, the source, has none of them, none are
    written: few programs could read them. Raises UnencodableError naming the first character that ``target`` lacks.
    """
    try:
        if target == source == "big5hkscs":
            "".join(set(characters).difference(earlier)).encode("big5")
        wide = target.startswith("utf-16") or source.startswith("utf-16")
        return characters.encode(target, "surrogatepass" if wide else "surrogateescape")
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        message = f"{target} has no {sign!r} (U+{ord(sign):04X})"
        raise UnencodableError(message, place=name, remedy="choose --encoding utf-8") from None


def _target(wanted: str, source: str) -> tuple[str, bool]:
    """Return the codec to write in, and whether the encoding asked for opens with a byte order mark."""
    if not wanted:
        return source, False
    name = codecs.lookup(wanted).name.replace("_", "-")
    return WITH_MARK.get(name, name), name in WITH_MARK


def convert_stream(read: Read, name: str, settings: Settings) -> Iterator[bytes]:
    """Yield a plain text converted, in order; at no time is more than some pieces of it in memory.

    The encoding is the source's unless the settings name one; a byte order mark stays where the encoding does.
    Raises InputError for an empty or binary file, UnencodableError where the encoding lacks a character.
    """
    head = read(SAMPLE)
    refuse_binary(head, name)
    target, marked = _target(settings.encoding, "")
    if marked:
        yield "\ufeff".encode(target)
    while len(head) == SAMPLE and head.isascii() and b"\0" not in head:  # says nothing of the encoding
        yield head.decode("ascii").encode(target) if target else head
        head = read(SAMPLE)
    if not head:
        return
    encoding = _detected(head)
    mark = next((mark for mark, known in MARKS if head.startswith(mark)), b"")
    if mark and target in ("", encoding) and not marked:
        yield mark
    found = pieces(joined(head[len(mark) :], read), encoding, settings.conversion.text, settings.size)
    work = partial(_converted, settings.conversion, encoding, target or encoding, name)
    yield from _ordered(found, work, settings)


def _detected(head: bytes) -> str:
    """Return the encoding of a text by its first part, which may end inside a character."""
    for cut in range(4 if len(head) == SAMPLE else 1):
        try:
            head[: len(head) - cut].decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            continue
        return detect(head[: len(head) - cut]).encoding
    return detect(head).encoding


def joined(head: bytes, read: Read) -> Read:
    """Return a reader that gives ``head`` first."""
    waiting = BytesIO(head)

    def more(size: int) -> bytes:
        found = waiting.read(size)
        return found if len(found) == size else found + read(size - len(found))

    return more


def _converted(conversion: Conversion, encoding: str, target: str, name: str, piece: bytes) -> bytes:
    """Return a piece converted and written in ``target``."""
    if encoding.startswith("utf-16") and len(piece) % 2:
        remedy = "fetch the file again, whole"
        raise InputError("the UTF-16 text ends inside a character", place=name, remedy=remedy)
    characters = decode_piece(piece, encoding)
    return encoded(conversion.text(characters), target, encoding, name, characters)


def _ordered(found: Iterator[bytes], work: Work, settings: Settings) -> Iterator[bytes]:
    """Yield the work on each piece, in the order of the pieces; several processes where there is enough to do."""
    first = list(islice(found, PARALLEL))
    jobs = settings.jobs or (cores() if len(first) == PARALLEL else 1)
    everything = chain(first, found)
    if jobs == 1 or len(first) == 1:
        yield from map(work, everything)
        return
    work(b"")  # loads the dictionaries, for the copies to have them
    yield from in_order(everything, work, jobs, 2 * settings.size)
