"""Corrects the tagger about people: titles cut off their names, and names found after titles where the tagger saw none."""

from dataclasses import replace

from extract.actor_knowledge import ActorKnowledge
from extract.name_spans import NameSpan
from extract.role_words import RoleWords
from extract.token_view import TokenView

_PARTICLES = frozenset((
    "al", "el", "bin", "ben", "ibn", "abu", "de", "der", "den", "van", "von", "da", "di", "du", "la", "le", "dos",
    "ud", "ur", "bint", "umm", "abd",
))  # fmt: skip


def correct_people(view: TokenView, names: list[NameSpan], knowledge: ActorKnowledge) -> list[NameSpan]:
    """The names with titles stripped, people after titles added, and titled "places" and "organisations" turned into people."""
    roles = knowledge.roles
    fixed = [_strip_title(view, span, knowledge) for span in names if not _is_part_of_title(view, span, roles)]
    kept = [_as_person(view, span, knowledge) for span in fixed if span.start < span.end]
    taken = {i for span in kept for i in range(span.start, span.end)}
    added = []
    for i in range(1, len(view)):
        if i in taken or not _is_name_word(view, i) or not _title_ends_at(view, i, roles):
            continue
        end = _name_end(view, i, taken)
        span = NameSpan(i, end, "person")
        added.append(span)
        taken.update(range(i, end))
    return _spread_names(view, _merge_split_names(view, kept + added))


def _is_part_of_title(view: TokenView, span: NameSpan, roles: RoleWords) -> bool:
    """Whether the tagger made a body of a word in a title: State, in "Secretary of State"."""
    if span.kind not in ("organisation", "place", "person"):
        return False
    found = roles.ending_at(view.keys, span.end, max(0, span.start - 4))
    return found is not None and found[1] <= span.start


def _strip_title(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> NameSpan:
    roles = knowledge.roles
    if span.kind not in ("person", "organisation"):
        return span
    start, end = span.start, span.end
    while start < end:
        found = roles.starting_at(view.keys, start, end)
        if span.kind == "person" and found is not None and found[1] < end:
            start = found[1]
        elif start < end - 1 and (
            roles.is_honorific(view.keys[start]) or view.words[start] == "." or view.tags[start] == "POS"
        ):
            start += 1
        else:
            break
    if span.kind == "organisation":
        end = _cut_at_title(view, start, end, roles)
        found = roles.ending_at(view.keys, end, start)
        if (
            found is not None
            and not found[0].many
            and found[1] > start
            and found[0].phrase not in ("general", "deputy")
        ):
            end = found[1]
    return _cut_to_country(view, replace(span, start=start, end=end), roles, knowledge)


def _cut_to_country(view: TokenView, span: NameSpan, roles: RoleWords, knowledge: ActorKnowledge) -> NameSpan:
    """ "Ukrainian Infrastructure" before "Minister", and "US" before "National Security Adviser": only the country is a name."""
    if span.kind != "organisation" or span.end >= len(view) or span.start >= span.end:
        return span
    found = roles.starting_at(view.keys, span.end, len(view))
    is_body = knowledge.agents.in_name(view.keys[span.start : span.end]) is not None
    if found is None or is_body or not view.words[span.end][0].isupper():
        return span
    word = view.words[span.start]
    name, people = knowledge.countries.by_name(word), knowledge.countries.by_demonym(word)
    if name is None and people is None:
        return span
    kind = "country" if name is not None else "demonym"
    return NameSpan(span.start, span.start + 1, kind, country=name or people)


def _cut_at_title(view: TokenView, start: int, end: int, roles: RoleWords) -> int:
    """The end of a body's name that runs into a title: British, in "British Defence" + "Secretary Tom King"."""
    for i in range(start + 1, end):
        found = roles.starting_at(view.keys, i, len(view))
        if found is not None and found[1] > end and view.words[found[1] - 1][0].isupper():
            return i
    return end


def _as_person(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> NameSpan:
    if span.kind == "organisation" and (_is_apposed(view, span, knowledge) or _is_surname(view, span, knowledge)):
        return replace(span, kind="person")
    if span.kind == "person" and span.end - span.start == 1 and _names_a_body(view, span, knowledge):
        return replace(span, kind="organisation")
    if span.kind not in ("organisation", "place", "people", "country"):
        return span
    if not _title_ends_at(view, span.start, knowledge.roles):
        return span
    continues = span.end < len(view) and span.kind == "country" and _is_name_word(view, span.end)
    return span if span.kind == "country" and not continues else replace(span, kind="person", country=None)


def _names_a_body(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> bool:
    """Whether a one-word "person" is the name of the group or movement whose noun follows: "the Kifaya movement"."""
    if span.end < len(view) and view.tags[span.end] == "POS":
        return False
    for end in range(span.end + 1, min(len(view), span.end + 3) + 1):
        found = knowledge.agents.ending_at(view.keys, end, span.end)
        if found is not None and found[0].cls == "body" and found[0].kind in ("organisation", "armed group", "party"):
            return True
    return False


def _is_surname(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> bool:
    """Whether a one-word "body" of no list is what listed people of one country are called: "Putin's forces"."""
    if span.end - span.start > 1 or span.known is not None or view.words[span.start].isupper():
        return False
    return len({p.country for p in knowledge.known.person_candidates(view.words[span.start])}) == 1


def _is_apposed(view: TokenView, span: NameSpan, knowledge: ActorKnowledge) -> bool:
    """Whether a "body" of two to four words stands between commas after an office: "the envoy for Syria, Staffan de Mistura,"."""
    if not 2 <= span.end - span.start <= 4 or view.words[span.start - 1] != "," or span.end >= len(view):
        return False
    if view.words[span.end] not in (",", ".") or knowledge.agents.in_name(view.keys[span.start : span.end]) is not None:
        return False
    ends = range(max(1, span.start - 6), span.start)
    found = [knowledge.roles.ending_at(view.keys, end, max(0, end - 4)) for end in ends if view.keys[end - 1]]
    return any(f is not None and not f[0].many for f in found)


def _title_ends_at(view: TokenView, i: int, roles: RoleWords) -> bool:
    """Whether a one-person title or form of address stands right before token `i`."""
    before = i - 1
    if before > 0 and view.words[before] == ".":
        before -= 1
    if before < 0 or view.sentences[before] != view.sentences[i] or not view.keys[before] or "\n" in view.words[before]:
        return False
    if roles.is_honorific(view.keys[before]):
        return view.words[before][0].isupper()
    found = roles.ending_at(view.keys, before + 1, max(0, before - 5))
    return found is not None and not found[0].many and (found[0].cls != "generic" or view.words[before][0].isupper())


def _is_name_word(view: TokenView, i: int) -> bool:
    return (
        view.tags[i] in ("NNP", "NNPS")
        and view.words[i][0].isupper()
        and view.keys[i].isalpha()
        and len(view.words[i]) > 1
    )


def _name_end(view: TokenView, start: int, taken: set[int]) -> int:
    end = start + 1
    while end < len(view) and end not in taken and end < start + 7:
        linked = view.words[end] in ("-", "‑") and not view.doc[end].whitespace_ and not view.doc[end - 1].whitespace_
        if not (linked or _is_name_word(view, end) or view.keys[end] in _PARTICLES):
            break
        end += 1
    while end > start + 1 and (not view.keys[end - 1] or not view.words[end - 1][0].isupper()):
        end -= 1
    return end


def _merge_split_names(view: TokenView, names: list[NameSpan]) -> list[NameSpan]:
    """Join "Abu Musab" + "al-Zarqawi" where the tagger made two people of one, and add name words left hanging at either end."""
    merged: list[NameSpan] = []
    for span in sorted(names, key=lambda s: s.start):
        last = merged[-1] if merged else None
        if last is not None and last.kind == span.kind == "person" and last.end == span.start:
            merged[-1] = replace(last, end=span.end, known=None)
        else:
            merged.append(span)
    return merged


def _spread_names(view: TokenView, names: list[NameSpan]) -> list[NameSpan]:
    """Find the surnames and bracketed abbreviations of names that the tagger knew once and missed or misread elsewhere."""
    surnames = {view.keys[s.end - 1] for s in names if s.kind == "person" and s.end - s.start > 1}
    shorts = {
        view.keys[s.start] for s in names if s.kind == "organisation" and s.start and view.words[s.start - 1] == "("
    }
    kept = [replace(s, kind="person") if _is_misread(view, s, surnames) else s for s in names]
    taken = {i for span in kept for i in range(span.start, span.end)}
    for i in range(len(view)):
        if i in taken or view.tags[i] not in ("NNP", "NNPS", "NN", "JJ") or not view.words[i][0].isupper():
            continue
        if view.keys[i] in surnames:
            start = (
                i - 2
                if i > 1 and view.tags[i - 1] == "HYPH" and view.keys[i - 2] in _PARTICLES and i - 2 not in taken
                else i
            )
            kept.append(NameSpan(start, i + 1, "person"))
        elif view.keys[i] in shorts and view.words[i].isupper():
            kept.append(NameSpan(i, i + 1, "organisation"))
    return sorted(kept, key=lambda s: s.start)


def _is_misread(view: TokenView, span: NameSpan, surnames: set[str]) -> bool:
    return (
        span.kind in ("organisation", "place", "people")
        and span.end - span.start == 1
        and view.keys[span.start] in surnames
    )
