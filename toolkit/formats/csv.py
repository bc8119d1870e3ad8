"""CSV (RFC 4180) for spreadsheets: the columns of the home form, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from toolkit.errors import InputError
from toolkit.formats.encoding import decode
from toolkit.formats.intake import Intake
from toolkit.formats.rows import rows_of
from toolkit.formats.tsv import table
from toolkit.glossary import COLUMNS, Concept

# what Excel and LibreOffice take for the beginning of a formula, in full width too; quotes before it stay told apart
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DELIMITERS = ",;\t"


def safe(text: str) -> str:
    """Return a cell that a spreadsheet shows and does not reckon: an apostrophe before what begins like a formula.

    >>> safe("=1+1"), safe("+86"), safe("'=1"), safe("公安局")
    ("'=1+1", "'+86", "''=1", '公安局')
    """
    return "'" + text if _FORMULA.match(text) else text


def unsafe(text: str) -> str:
    """Take the apostrophe of ``safe`` off again.

    >>> unsafe(safe("=1+1")), unsafe("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_csv(concepts: Sequence[Concept]) -> bytes:
    """Return a CSV file: UTF-8 with a byte order mark (without one Excel reads another encoding), lines ending in CRLF.

    >>> write_csv(()).decode("utf-8-sig").split(",")[:3]
    ['concept', 'hans', 'hant']
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for concept in concepts:
        writer.writerows([safe(row[column]) for column in COLUMNS] for row in rows_of(concept))
    return out.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, name: str) -> Intake:
    """Read a CSV file with a header; the sign between the cells (comma, semicolon, tab) is found from it.

    Raises InputError, with the line, for a file that is no text, lacks a needed column or leaves a quotation open.
    """
    characters, _ = decode(data, name)
    characters = characters.removeprefix("\ufeff")
    heading = characters.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    return table(_lines(characters, delimiter, name), name)


def _lines(characters: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows, each with the number of the line that it opens on."""
    reader = csv.reader(io.StringIO(characters, newline=""), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                f"no CSV ({error})", place=f"{name}:{start}", remedy="close the quotation that opens there"
            ) from None
        yield start, [unsafe(cell) for cell in cells]
        start = reader.line_num + 1
