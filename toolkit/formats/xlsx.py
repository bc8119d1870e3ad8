"""XLSX (ISO/IEC 29500) through openpyxl: one sheet with the columns of the home form, all cells text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import InputError
from toolkit.formats.csv import safe, unsafe
from toolkit.formats.intake import BadRow, Intake
from toolkit.formats.rows import header_of, read_rows, rows_of
from toolkit.formats.tsv import require_columns
from toolkit.glossary import COLUMNS, Concept

LARGEST = 256 << 20  # bytes that the parts may unpack to: a sheet of a million rows stays below
_WIDTHS = {"english": 36, "others": 36, "note": 60, "concept": 28, "grammar": 18, "related": 28}


def write_xlsx(concepts: Sequence[Concept]) -> bytes:
    """Return a workbook of one sheet ``terms``, its header fixed on the screen."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("terms")
    sheet.freeze_panes = "A2"
    for at, column in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + at)].width = _WIDTHS.get(column, 16)

    def cell(text: str) -> Any:
        made = WriteOnlyCell(sheet, value=safe(text))
        made.data_type = "s"
        return made

    sheet.append(COLUMNS)
    for concept in concepts:
        for row in rows_of(concept):
            sheet.append([cell(row[column]) if row[column] else None for column in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_xlsx(data: bytes, name: str) -> Intake:
    """Read the first sheet of a workbook; a row with a formula is a bad one: nothing is reckoned.

    Raises InputError for what is no workbook, unpacks to more than LARGEST bytes or declares a DTD.
    """
    _require_sound(data, name)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size is often wrong
        lines = [[_text(cell) for cell in row] for row in sheet.iter_rows()]
    except InputError:
        raise
    except Exception as error:  # openpyxl says what is wrong in many ways
        raise InputError(f"no workbook ({error})", place=name, remedy="save it again as .xlsx, or as .csv") from None
    return _intake(lines, name)


def _intake(lines: list[list[tuple[str, bool]]], name: str) -> Intake:
    columns, remarks = header_of([text for text, _ in lines[0]] if lines else [], f"{name}:1")
    require_columns(columns, f"{name}:1")
    rows, bad = [], []
    for number, cells in enumerate(lines[1:], start=2):
        place = f"{name}:{number}"
        formula = next((text for text, is_formula in cells if is_formula), "")
        if formula:
            bad.append(BadRow(place, f'a cell holds the formula "{formula}", not its text'))
        elif any(text.strip() for text, _ in cells[len(columns) :]):
            bad.append(BadRow(place, f"a cell beyond the {len(columns)} columns"))
        else:
            pairs = zip(columns, (unsafe(text) for text, _ in cells), strict=False)
            rows.append((place, {column: text for column, text in pairs if column}))
    return read_rows(rows, bad, remarks)


def _text(cell: Any) -> tuple[str, bool]:
    """Return the text of a cell, and whether it is a formula."""
    value = getattr(cell, "value", None)
    if value is None:
        return "", False
    if getattr(cell, "data_type", "") == "f":
        return str(getattr(value, "text", value)), True
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value), False


def _require_sound(data: bytes, name: str) -> None:
    """Look into the archive before anything parses it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > LARGEST:
                raise InputError(f"it unpacks to {size:,} bytes", place=name, remedy="cut it into smaller files")
            for part, text in _markup(archive):
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                    raise InputError(
                        "the file declares a DTD or an entity", place=f"{name}, {part}", remedy="save it anew in Excel"
                    )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InputError(f"no workbook ({error})", place=name, remedy="save it again as .xlsx, or as .csv") from None


def _markup(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(part) as stream:
                yield part.filename, stream.read(LARGEST).replace(b"\0", b"")  # UTF-16 read as ASCII
