"""The plain relation names that users search by, each tied to PLOVER and CAMEO, and other words for them."""

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ontology.cameo import CameoCode
from ontology.datafiles import Entry, index, read_tsv
from ontology.ids import fold_text
from ontology.plover import Plover
from ontology.records import Record

COLUMNS = ("relation", "type", "mode", "contexts", "cameo", "gloss")


class RelationName(Record):
    """A plain name of what was done, such as "arms supply", with its PLOVER code and its CAMEO code."""

    relation: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    cameo: str
    gloss: str


def read_relation_names(
    path: Traversable, plover: Plover, cameo: Mapping[str, CameoCode]
) -> Mapping[str, RelationName]:
    """The rows of relations.tsv by name. Raises DataFileError where PLOVER or CAMEO do not know a code or disagree."""
    entries = read_tsv(path, COLUMNS, lists=("contexts",))
    return MappingProxyType(index(((entry, _relation(entry, plover, cameo)) for entry in entries), "relation"))


def read_aliases(path: Traversable, relations: Mapping[str, RelationName]) -> Mapping[str, str]:
    """Other words for relation names, folded, and the names they stand for; the names themselves included."""
    aliases = {fold_text(name): name for name in relations}
    for entry in read_tsv(path, ("alias", "relation")):
        alias, relation = entry.fields["alias"], entry.fields["relation"]
        if relation not in relations:
            raise entry.error(f"no relation name {relation!r}")
        if alias != fold_text(alias):
            raise entry.error(f"write the alias folded: {fold_text(alias)!r}")
        if alias in aliases:
            raise entry.error(f"{alias!r} already stands for {aliases[alias]!r}")
        aliases[alias] = relation
    return MappingProxyType(aliases)


def _relation(entry: Entry, plover: Plover, cameo: Mapping[str, CameoCode]) -> RelationName:
    name = entry.make(RelationName)
    if fault := plover.fault(name.type, name.mode):
        raise entry.error(fault)
    if unknown := [context for context in name.contexts if context not in plover.contexts]:
        raise entry.error(f"no PLOVER context {unknown[0]!r}")
    if name.cameo not in cameo:
        raise entry.error(f"no CAMEO code {name.cameo!r}")
    if not cameo[name.cameo].stands_for(name.type):
        raise entry.error(f"CAMEO code {name.cameo} is {cameo[name.cameo].type}, not {name.type}")
    return name
