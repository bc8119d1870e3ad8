"""Zip archives with some members replaced: all other bytes, the order, the times and the compression stay.

Members that do not change are copied as they lie in the file, without unpacking; so are comments and extra fields.
Archives that are made to do harm, or that could not be written back faithfully, are refused. Layout: APPNOTE.TXT 6.3.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from toolkit.errors import InputError

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_SIZE, CENTRAL_SIZE, END_SIZE = 30, 46, 22
ENCRYPTED, DESCRIBED, ZIP64 = 0x1, 0x8, 0x0001
PART_LIMIT = 256 << 20  # bytes unpacked, of a member that is read
TOTAL_LIMIT = 2 << 30  # bytes unpacked, of all members
RATIO_LIMIT = 200  # times that a member over 1 MB may grow; Deflate reaches 1032, documents seldom 30
AGAIN = "save it again with the program that made it"


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked archive: its bytes, its name for messages, and its members in the order of the file."""

    data: bytes
    name: str
    members: tuple[zipfile.ZipInfo, ...]
    directory: int

    def names(self) -> tuple[str, ...]:
        """Return the names of the members, in the order of the file."""
        return tuple(member.filename for member in self.members)

    def read(self, name: str) -> bytes:
        """Return a member unpacked; raises InputError where it is missing, too large or damaged."""
        found = next((member for member in self.members if member.filename == name), None)
        place = f"{self.name}, {name}"
        if found is None:
            raise InputError("the archive lacks this part", place=place, remedy=AGAIN)
        if found.file_size > PART_LIMIT:
            raise InputError(f"this part unpacks to more than {PART_LIMIT >> 20} MB", place=place, remedy=AGAIN)
        return b"".join(self._unpacked(name))

    def check(self, name: str) -> None:
        """Raise InputError where a member is damaged."""
        for _ in self._unpacked(name):
            pass

    def _unpacked(self, name: str) -> Iterator[bytes]:
        try:
            with zipfile.ZipFile(BytesIO(self.data)) as archive, archive.open(name) as part:
                while data := part.read(1 << 20):
                    yield data
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            place = f"{self.name}, {name}"
            raise InputError(f"this part is damaged ({error})", place=place, remedy="fetch the file again") from None


def open_archive(data: bytes, name: str) -> Archive:
    """Return the archive; raises InputError for one that is broken, encrypted, a bomb, or holds unsafe names."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members, directory = sorted(archive.infolist(), key=lambda member: member.header_offset), archive.start_dir
    except (zipfile.BadZipFile, struct.error, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise InputError(f"the archive is broken ({error})", place=name, remedy="fetch the file again, whole") from None
    seen: set[str] = set()
    end = 0
    for member in members:
        _refuse_unsafe(member, name)
        place = f"{name}, {member.filename}"
        if member.filename in seen:
            raise InputError("two members of the archive have this name", place=place, remedy=AGAIN)
        if member.header_offset < end or data[member.header_offset : member.header_offset + 4] != LOCAL:
            raise InputError("members of the archive overlap", place=place, remedy="do not trust this file")
        seen.add(member.filename)
        end = member.header_offset + LOCAL_SIZE + member.compress_size
    if end > directory or not members or sum(member.file_size for member in members) > TOTAL_LIMIT:
        raise InputError("the archive says more than it holds", place=name, remedy="do not trust this file")
    found = Archive(data, name, tuple(members), directory)
    for member in members:
        found.check(member.filename)
    return found


def _refuse_unsafe(member: zipfile.ZipInfo, name: str) -> None:
    path, place = PurePosixPath(member.orig_filename), f"{name}, {member.orig_filename!r}"
    if path.is_absolute() or ".." in path.parts or "\\" in member.orig_filename or "\0" in member.orig_filename:
        raise InputError("a member's name leads out of the archive", place=place, remedy="do not trust this file")
    if ":" in member.orig_filename.partition("/")[0]:
        raise InputError("a member's name leads out of the archive", place=place, remedy="do not trust this file")
    if member.flag_bits & ENCRYPTED:
        raise InputError("the archive is encrypted", place=place, remedy="save it without a password")
    if member.file_size > 1 << 20 and member.file_size > RATIO_LIMIT * max(1, member.compress_size):
        raise InputError("a member unpacks to a huge size (a zip bomb)", place=place, remedy="do not trust this file")


def replaced(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """Return the archive with the members in ``parts`` replaced; those equal to what they were stay untouched.

    Raises InputError for an archive of the 64-bit kind that has more than the usual record can say.
    """
    changed = {name: data for name, data in parts.items() if data != archive.read(name)}
    if not changed:
        return archive.data
    end = archive.data.rfind(END, archive.directory)
    if end < 0 or struct.unpack_from("<I", archive.data, end + 16)[0] != archive.directory:
        raise InputError("a 64-bit archive, or one with data before it", place=archive.name, remedy=AGAIN)
    body, moved, sizes = [], dict[int, int](), dict[int, tuple[int, int, int]]()
    starts = [member.header_offset for member in archive.members]
    done = starts[0]
    body.append(archive.data[:done])
    for member, following in zip(archive.members, [*starts[1:], archive.directory], strict=True):
        raw = archive.data[member.header_offset : following]
        moved[member.header_offset] = done
        if member.filename in changed:
            raw, sizes[member.header_offset] = _member(raw, member, changed[member.filename])
        body.append(raw)
        done += len(raw)
    directory = _directory(archive.data[archive.directory : end], moved, sizes)
    tail = bytearray(archive.data[end:])
    struct.pack_into("<II", tail, 12, len(directory), done)
    return b"".join([*body, directory, bytes(tail)])


def _member(raw: bytes, member: zipfile.ZipInfo, data: bytes) -> tuple[bytes, tuple[int, int, int]]:
    """Return a local header with new data, and the check sum and both sizes for the directory."""
    packed = data
    if member.compress_type == zipfile.ZIP_DEFLATED:
        squeeze = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = squeeze.compress(data) + squeeze.flush()
    elif member.compress_type != zipfile.ZIP_STORED:
        raise InputError("packed in an unusual way", place=member.filename, remedy=AGAIN)
    sizes = zlib.crc32(data), len(packed), len(data)
    head = bytearray(raw[:LOCAL_SIZE])
    flags, (named, more) = struct.unpack_from("<H", head, 6)[0], struct.unpack_from("<HH", head, 26)
    extra = _without_zip64(raw[LOCAL_SIZE + named : LOCAL_SIZE + named + more])
    struct.pack_into("<H", head, 6, flags & ~DESCRIBED)
    struct.pack_into("<III", head, 14, *sizes)
    struct.pack_into("<H", head, 28, len(extra))
    return bytes(head) + raw[LOCAL_SIZE : LOCAL_SIZE + named] + extra + packed, sizes


def _directory(raw: bytes, moved: Mapping[int, int], sizes: Mapping[int, tuple[int, int, int]]) -> bytes:
    """Return the central directory with the new places, and the new sizes of the members that changed."""
    parts: list[bytes] = []
    at = 0
    while raw[at : at + 4] == CENTRAL:
        head = bytearray(raw[at : at + CENTRAL_SIZE])
        named, more, said = struct.unpack_from("<HHH", head, 28)
        (offset,) = struct.unpack_from("<I", head, 42)
        names = at + CENTRAL_SIZE
        extra = raw[names + named : names + named + more]
        if offset in sizes:
            extra = _without_zip64(extra)
            struct.pack_into("<H", head, 8, struct.unpack_from("<H", head, 8)[0] & ~DESCRIBED)
            struct.pack_into("<III", head, 16, *sizes[offset])
            struct.pack_into("<H", head, 30, len(extra))
        struct.pack_into("<I", head, 42, moved[offset])
        tail = names + named + more
        parts += (bytes(head), raw[names : names + named], extra, raw[tail : tail + said])
        at = tail + said
    return b"".join([*parts, raw[at:]])


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields without the one that holds 64-bit sizes, which the new sizes have no need of."""
    kept, at = [], 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind != ZIP64:
            kept.append(extra[at : at + 4 + size])
        at += 4 + size
    return b"".join([*kept, extra[at:]])
