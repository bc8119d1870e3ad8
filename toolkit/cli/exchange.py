"""``glossary import`` and ``glossary export``: terms from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Glossaries, Output, Profile, note, say
from toolkit.cli.glossary import Layer, _layer, glossary_app
from toolkit.delivery import emit_bytes, to_json
from toolkit.errors import InputError, UsageError
from toolkit.files import STDIO, write_atomically

ON_CONFLICT = ("ask-not", "keep", "replace")
FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="tsv, csv, xlsx, tbx, tbx-dct, tbx-legacy, utx, omegat, json; default: by name.",
    ),
]


@glossary_app.command("import")
def glossary_import(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of terms, or a folder of domains.")],
    format: FormatName = "",
    on_conflict: Annotated[
        str,
        typer.Option(
            metavar="ask-not|keep|replace",
            help="Where you say something else: leave yours and exit 1, leave yours, or take theirs.",
        ),
    ] = "ask-not",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report only; change nothing.")] = False,
    domain: Annotated[str, typer.Option(help="The domain of new terms that name none.")] = "own",
    as_json: AsJson = False,
) -> int:
    """Bring terms into your own glossary; report what is new, the same and in conflict; overwrite nothing unasked."""
    from toolkit.glossaries import own_store
    from toolkit.pipeline import shipped_glossary
    from toolkit.terms.comparing import compare

    if on_conflict not in ON_CONFLICT:
        raise UsageError(f'unknown "{on_conflict}"', place="--on-conflict", remedy="choose " + ", ".join(ON_CONFLICT))
    intake = _read(file, format)
    store = own_store()

    def found(mine: Any) -> Any:
        taken = shipped_glossary().concepts
        return compare(mine, intake.concepts, named=intake.named, taken=taken, domain=domain)

    if dry_run:
        result = found(store.concepts())
    else:
        with store.editing() as edit:
            result = found(edit.concepts)
            edit.put(result.new)
            if on_conflict == "replace":
                edit.put(conflict.merged for conflict in result.conflicts)
    say(to_json(_as_json(result, intake)) if as_json else _as_text(result, intake, on_conflict, dry_run))
    return 1 if intake.bad or (result.conflicts and on_conflict == "ask-not") else 0


def _read(file: str, format: str) -> Any:
    """Return what a file or a folder of domains gives."""
    from toolkit.formats import read_input
    from toolkit.formats.exchange import format_named, format_of
    from toolkit.formats.intake import Intake

    if Path(file).is_dir():
        from toolkit.glossaries import read_project

        glossary = read_project(Path(file))
        return Intake(tuple(glossary), frozenset(glossary.concepts))
    data = read_input(file)
    return (format_named(format) if format else format_of(file, data)).read(data, file)


def _as_json(result: Any, intake: Any) -> dict[str, Any]:
    from toolkit.formats.json import concept_json

    return {
        "new": [concept_json(concept) for concept in result.new],
        "same": [concept.id for concept in result.same],
        "conflicts": [
            {
                "id": one.mine.id,
                "differences": [
                    {"field": said.field, "mine": said.mine, "theirs": said.theirs} for said in one.differences
                ],
                "mine": concept_json(one.mine),
                "merged": concept_json(one.merged),
            }
            for one in result.conflicts
        ],
        "bad": [{"place": row.place, "message": row.message} for row in intake.bad],
        "remarks": list(intake.remarks),
    }


def _as_text(result: Any, intake: Any, on_conflict: str, dry_run: bool) -> str:
    lines = [f"new: {one.preferred.hans} {one.english} ({one.id})" for one in result.new]
    lines += [f"same: {one.preferred.hans} {one.english} ({one.id})" for one in result.same]
    done = "replaced" if on_conflict == "replace" else "kept"
    for one in result.conflicts:
        lines.append(
            f"conflict, yours {'stays so far' if dry_run else done}: {one.mine.preferred.hans} ({one.mine.id})"
        )
        lines += [f"  {said.field}: {said.mine} / theirs: {said.theirs}" for said in one.differences]
    lines += [f"not taken: {row}" for row in intake.bad]
    lines += [f"remark: {remark}" for remark in intake.remarks]
    counts = f"{len(result.new)} new, {len(result.same)} same, {len(result.conflicts)} in conflict"
    ending = " (nothing was changed)" if dry_run else ""
    return "\n".join([*lines, f"{counts}, {len(intake.bad)} not taken{ending}"])


@glossary_app.command("export")
def glossary_export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Where to; default: standard output.")] = "",
    output: Output = "",
    format: FormatName = "",
    layer: Layer = "",
    domain: Annotated[list[str] | None, typer.Option(metavar="NAME", help="A domain; may be repeated.")] = None,
    profile: Profile = "",
    glossary: Glossaries = None,
) -> None:
    """Give terms out; what the format cannot carry is told on standard error."""
    from toolkit.formats.exchange import BINARY, format_named, format_of, losses

    target = file or output
    kind = format_named(format) if format else format_of(target) if target not in ("", STDIO) else format_named("tsv")
    found = _layer(layer, glossary).with_profile(profile)
    known = sorted({concept.domain for concept in found})
    for name in domain or ():
        if name not in known:
            raise UsageError(f'there is no domain "{name}"', remedy="known: " + (", ".join(known) or "none"))
    concepts = [concept for concept in found if not domain or concept.domain in domain]
    if not concepts:
        raise InputError("there are no terms to give out", place=f"layer {layer or 'all'}", remedy="see glossary stats")
    _deliver(kind.write(concepts), target, binary=kind.name in BINARY)
    _told(losses(kind, concepts), kind.name)
    note(f"{len(concepts)} concepts in {kind.name}" + (f" -> {target}" if target not in ("", STDIO) else ""))


def _deliver(data: bytes, target: str, binary: bool) -> None:
    if target not in ("", STDIO):
        write_atomically(Path(target), data)
        return
    if binary and sys.stdout.isatty():
        raise UsageError("a workbook is nothing for a terminal", remedy="name a file with --output")
    emit_bytes(data)


def _told(lost: Any, name: str) -> None:
    if lost:
        parts: Sequence[str] = [f"{field} ({count})" for field, count in lost.items()]
        note(f"{name} does not carry: {', '.join(parts)} (in so many concepts)")
