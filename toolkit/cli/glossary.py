"""``glossary``: the built-in glossary checked and counted, the user's own kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from toolkit.cli.app import AsJson, Glossaries, app, note, say
from toolkit.delivery import to_json
from toolkit.errors import InputError, UsageError

glossary_app = typer.Typer(help="Check the glossary; keep, bring in and give out terms.", rich_markup_mode=None)
app.add_typer(glossary_app, name="glossary")

Hant = Annotated[str | None, typer.Option(help="In Traditional characters; default: converted.")]
Pinyin = Annotated[str | None, typer.Option(help="With tone marks, words divided; default: made.")]
Pos = Annotated[str | None, typer.Option(help="noun, verb, adjective, adverb, phrase or name.")]
Others = Annotated[
    list[str] | None,
    typer.Option("--others", metavar="TEXT", help="Another rendering, its user in brackets; may be repeated."),
]
Grammar = Annotated[str | None, typer.Option(help="Features for generation (docs/glossary-format.md).")]
Domain = Annotated[str | None, typer.Option(help="The domain; default: own.")]
OfRegion = Annotated[str | None, typer.Option("--region", metavar="TW,HK,MO", help="Where alone it is said.")]
Note = Annotated[str | None, typer.Option(help="What it is, with what it is confused.")]
Source = Annotated[str | None, typer.Option(help="Where the rendering was found.")]
Related = Annotated[list[str] | None, typer.Option(metavar="ID", help="A related concept; may be repeated.")]
Layer = Annotated[
    str, typer.Option(metavar="NAME", help="built-in, user or project; default: all, laid over each other.")
]


@glossary_app.command("check")
def glossary_check(
    folder: Annotated[Path | None, typer.Argument(help="A folder of domains; default: the built-in glossary.")] = None,
    as_json: AsJson = False,
) -> int:
    """Check order, ids, scripts, pinyin and renderings; exit 1 where something is wrong."""
    from toolkit.check.glossary import check_glossary
    from toolkit.glossary import load_glossary
    from toolkit.resources import shipped

    where = folder or shipped("glossary")
    glossary = load_glossary(where)
    if not glossary.domains:
        raise InputError("no domain in this folder", place=str(where), remedy="a domain has about.toml and terms.tsv")
    faults = list(check_glossary(where))
    if as_json:
        say(to_json([{"code": fault.code, "place": fault.place, "message": fault.message} for fault in faults]))
    else:
        say("\n".join(map(str, faults)) or f"{len(glossary)} concepts, nothing to mend")
    return 1 if faults else 0


@glossary_app.command("stats")
def glossary_stats(layer: Layer = "built-in", glossary: Glossaries = None, as_json: AsJson = False) -> None:
    """Count concepts, terms and renderings by domain, as a table in Markdown."""
    from toolkit.terms.counting import as_table, counts

    found = counts(_layer(layer, glossary))
    say(to_json(found) if as_json else as_table(found))


@glossary_app.command("list")
def glossary_list(layer: Layer = "user", glossary: Glossaries = None, as_json: AsJson = False) -> None:
    """List the terms of a layer, your own ones by default."""
    from toolkit.formats.json import concept_json

    concepts = list(_layer(layer, glossary))
    if as_json:
        say(to_json([concept_json(concept) for concept in concepts]))
        return
    for concept in concepts:
        term = concept.preferred
        say("\t".join((concept.id, term.hans, term.hant, term.pinyin, concept.english)))
    note(f"{len(concepts)} concepts")


@glossary_app.command("add")
def glossary_add(
    hans: Annotated[str, typer.Argument(metavar="HANS", help="The term in Simplified (or Traditional) characters.")],
    english: Annotated[str, typer.Argument(metavar="ENGLISH", help="Its rendering.")],
    hant: Hant = None,
    pinyin: Pinyin = None,
    pos: Pos = None,
    others: Others = None,
    grammar: Grammar = None,
    domain: Domain = None,
    region: OfRegion = None,
    note_: Annotated[str | None, typer.Option("--note", help="What it is, with what it is confused.")] = None,
    source: Source = None,
    related: Related = None,
) -> None:
    """Add a term to your own glossary; it wins over the built-in one in drafts."""
    from toolkit.glossaries import own_store
    from toolkit.pipeline import shipped_glossary
    from toolkit.terms.entering import Given, entered

    given = Given(hans, hant, pinyin, pos, region, english, others, grammar, domain, related, note_, source)
    with own_store().editing() as edit:
        concept = entered(given, edit.concepts, shipped_glossary())
        edit.put([concept])
    _tell("added", concept)
    for below in shipped_glossary():
        if any(term.hans == concept.terms[0].hans for term in below.terms):
            note(f'it stands over the built-in "{below.english}" ({below.id})')


@glossary_app.command("edit")
def glossary_edit(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the concept (glossary list, lookup).")],
    hans: Annotated[str | None, typer.Option(help="In Simplified characters.")] = None,
    english: Annotated[str | None, typer.Option(help="The rendering.")] = None,
    hant: Hant = None,
    pinyin: Pinyin = None,
    pos: Pos = None,
    others: Others = None,
    grammar: Grammar = None,
    domain: Domain = None,
    region: OfRegion = None,
    note_: Annotated[str | None, typer.Option("--note", help="What it is, with what it is confused.")] = None,
    source: Source = None,
    related: Related = None,
) -> None:
    """Change a term of your own; a built-in one is copied into your glossary and changed there."""
    from toolkit.glossaries import own_store
    from toolkit.pipeline import shipped_glossary
    from toolkit.terms.entering import Given, edited

    given = Given(hans, hant, pinyin, pos, region, english, others, grammar, domain, related, note_, source)
    if given == Given():
        raise UsageError("nothing to change", place=name, remedy="give at least one option, such as --english")
    with own_store().editing() as edit:
        concept = edit.concepts.get(name) or shipped_glossary().concepts.get(name)
        if concept is None:
            raise _unknown(name)
        copied = name not in edit.concepts
        edit.put([concept := edited(concept, given)])
    _tell("copied from the built-in glossary and changed" if copied else "changed", concept)


@glossary_app.command("remove")
def glossary_remove(
    names: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of concepts of your own.")],
) -> None:
    """Remove terms from your own glossary; all of them, or none where one is not there."""
    from toolkit.glossaries import own_store
    from toolkit.pipeline import shipped_glossary

    with own_store().editing() as edit:
        for name in names:
            if name not in edit.concepts:
                if name in shipped_glossary().concepts:
                    raise UsageError("a built-in concept stays", place=name, remedy="change it with glossary edit")
                raise _unknown(name)
        removed = [edit.concepts[name] for name in names]
        edit.remove(names)
    for concept in removed:
        _tell("removed", concept)


def _layer(name: str, paths: list[Path] | None) -> Any:
    from toolkit.glossaries import layer_named
    from toolkit.glossary import LAYERS

    if name not in ("", "all", *LAYERS):
        raise UsageError(f'there is no layer "{name}"', remedy="choose one of all, " + ", ".join(LAYERS))
    return layer_named("" if name == "all" else name, paths or ())


def _unknown(name: str) -> UsageError:
    return UsageError("there is no such concept", place=name, remedy="see glossary list, or lookup for the id")


def _tell(done: str, concept: Any) -> None:
    term = concept.preferred
    note(f"{done}: {concept.id}: {term.hans} · {term.hant} · {term.pinyin}: {concept.english}")
