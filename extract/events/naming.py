"""What an event is called that only the encoder found: the lexicon's name for its word, else the plainest of its type and mode."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from spacy.tokens import Token

from extract.events.lexicon import Lexicon
from extract.events.opinion import Opinion
from extract.tsv_tables import read_table
from ontology.vocabulary import load_vocabulary

_PATH = Path(__file__).parents[1] / "data" / "events" / "plain_relations.tsv"


def name_relation(lexicon: Lexicon, token: Token, kind: str, opinion: Opinion) -> str:
    """The relation name of an event of a type that a word triggers."""
    plain = load_plain_relations()
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        # A bare verb pattern comes last; only it says what the verb means whatever stands with it.
        listed = [p.relation for p in lexicon.verbs.get(lemma, ())[-1:] if not p.needs]
    else:
        listed = [n.relation for n in lexicon.nouns.get(lemma, ()) if len(n.words) == 1]
    named = (r for r in listed if lexicon.vocabulary.relations[r].type == kind)
    return next(named, None) or plain.get((kind, opinion.mode(token, kind))) or plain[kind, None]


@cache
def load_plain_relations() -> Mapping[tuple[str, str | None], str]:
    """Relation names by type and mode. Raises DataFileError for a name of another type, or a type without a name."""
    vocabulary = load_vocabulary()
    plain: dict[tuple[str, str | None], str] = {}
    for row in read_table(_PATH, ("type", "mode", "relation")):
        kind, relation = row.text("type"), row.text("relation")
        if relation not in vocabulary.relations or vocabulary.relations[relation].type != kind:
            raise row.error(f"{relation!r} is no relation of type {kind}")
        plain[kind, row.optional("mode")] = relation
    missing = [kind for kind in vocabulary.types if (kind, None) not in plain]
    if missing:
        raise row.error(f"no plain relation for {', '.join(missing)}")
    return plain
