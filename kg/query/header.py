"""Named queries: SPARQL files whose opening comment says what they answer and which parameters they take.

    # title: Qui a rencontré qui, où et quand
    # title@en: Who met whom, where and when
    # description: …                       a line that begins with "#   " continues the one before
    # description@en: …
    # param: who entity optional "Angela Merkel" — une partie de la rencontre
    # param@en: who — a party of the meeting
    # example: kg query met --param who="Angela Merkel"

A parameter is a variable in SELECT; its text in quotes is an example. A blank line ends the header.

An optional parameter without a value stays free. Where it only filters, the query gives it a default, which a value
displaces: `OPTIONAL { VALUES ?who { "any" } } FILTER(?who = "any" || …)`. Without it Oxigraph, to which BOUND(?who) is
false where no pattern binds ?who, would pass over the value; rdflib wouldn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import QueryError

TYPES = ("entity", "document", "type", "date", "integer", "text")
TEXTS = ("title", "title@en", "description", "description@en", "example")
FIELD = re.compile(r"# ([a-z]+(?:@en)?): (.+)")
PARAM = re.compile(r'(?P<name>[a-z]\w*) (?P<type>[a-z]+)(?P<optional> optional)? "(?P<example>[^"]+)" — (?P<description>.+)')
PARAM_EN = re.compile(r"(?P<name>[a-z]\w*) — (?P<description>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the user may bind; one that is optional stays free without a value."""

    name: str
    type: str  # one of TYPES
    optional: bool
    example: str
    description: str
    description_en: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its documentation; `text` is the whole file, header included."""

    name: str
    text: str
    title: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    parameters: tuple[Parameter, ...] = ()
    example: str = ""

    @property
    def example_values(self) -> dict[str, str]:
        """The parameters of the example command."""
        import shlex

        words = shlex.split(self.example)
        pairs = [words[i + 1].partition("=") for i, word in enumerate(words[:-1]) if word == "--param"]
        return {name: value for name, _, value in pairs}


def queries_folder() -> Path:
    """Where the named queries are: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return next((folder for folder in (package / "queries", package.parent / "queries") if folder.is_dir()), package / "queries")


def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries, by name. Raises QueryError where a header breaks the format."""
    return tuple(read_named(path) for path in sorted(queries_folder().glob("*.rq")))


def named_query(name: str) -> NamedQuery:
    """The query called `name`, read alone. Raises QueryError with the nearest names where there is none."""
    names = {path.stem: path for path in queries_folder().glob("*.rq")}
    if name not in names:
        from rapidfuzz.process import extract

        near = ", ".join(found for found, *_ in extract(name, sorted(names), limit=3))
        raise QueryError(f'There is no query called "{name}"; the nearest are {near or "none"}.')
    return read_named(names[name])


def read_named(path: Path) -> NamedQuery:
    """The named query in the file `path`. Raises QueryError where its header breaks the format."""
    try:
        return complete(read_query(path.read_text("utf-8"), path.stem))
    except (QueryError, UnicodeDecodeError, OSError) as error:
        raise QueryError(f"Mend the header of {path.name}: {error}") from error


def read_query(text: str, name: str = "") -> NamedQuery:
    """A query of any origin: the fields that its opening comment declares, none of them required."""
    texts: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for key, value in fields(text):
        if key in texts or (key == "param" and value.split()[0] in parameters):
            raise QueryError(f'"{key}: {value}" is there twice.')
        if key == "param":
            parameter = read_parameter(value)
            parameters[parameter.name] = parameter
        elif key == "param@en":
            translate(parameters, value)
        elif key in TEXTS:
            texts[key] = value
    return NamedQuery(name, text, parameters=tuple(parameters.values()), **{key.replace("@", "_"): value for key, value in texts.items()})


def fields(text: str) -> Iterator[tuple[str, str]]:
    """Key and value of each field of the opening comment; other comment lines are passed over."""
    key, value = "", ""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := FIELD.fullmatch(line.rstrip()):
            if key:
                yield key, value
            key, value = match.groups()
        elif key and line.startswith("#   "):
            value = f"{value} {line[1:].strip()}"
    if key:
        yield key, value


def read_parameter(value: str) -> Parameter:
    """A "param" field. Raises QueryError where it breaks the format."""
    match = PARAM.fullmatch(value)
    if not match or match["type"] not in TYPES:
        form = f'"# param: name type [optional] "example" — description", type being one of {", ".join(TYPES)},'
        raise QueryError(f'write {form} instead of "{value}".')
    return Parameter(match["name"], match["type"], bool(match["optional"]), match["example"], match["description"])


def translate(parameters: dict[str, Parameter], value: str) -> None:
    """Give the parameter that a "param@en" field names its English description."""
    match = PARAM_EN.fullmatch(value)
    if not match or match["name"] not in parameters:
        raise QueryError(f'write "# param@en: name — description" below the parameter that it describes instead of "{value}".')
    parameters[match["name"]] = replace(parameters[match["name"]], description_en=match["description"])


def complete(query: NamedQuery) -> NamedQuery:
    """`query`, of which nothing is missing; raises QueryError otherwise."""
    missing = [key for key in TEXTS if not getattr(query, key.replace("@", "_"))]
    missing += [f"param@en: {parameter.name}" for parameter in query.parameters if not parameter.description_en]
    if missing:
        raise QueryError(f"add {', '.join(missing)}.")
    return query
