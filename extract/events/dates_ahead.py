"""Days still to come: "will meet in Dublin on Monday", "a general strike for Wednesday". A day of the week without more is else the last one."""

from collections.abc import Sequence
from datetime import date as Date
from datetime import timedelta

from spacy.tokens import Token

from extract.events.candidates import Candidate
from extract.tables import DateMention
from ontology.records import DateInterval

_WEEK = timedelta(days=7)
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow", "weekend"})
_AHEAD = frozenset({"will", "shall", "'ll", "’ll"})
_CALLING = frozenset({"announce", "call", "schedule", "set", "plan", "organise", "organize", "declare"})
_SCHEDULED = frozenset({"due", "schedule", "expect", "set", "plan", "slate"})


def look_ahead(candidate: Candidate, dates: Sequence[DateMention], published: Date | None) -> Candidate:
    """The candidate with its day a week later where it lies in the week before publication and the act is still to come."""
    interval = candidate.date
    if published is None or interval.start is None or interval.end is None or interval.granularity != "day":
        return candidate
    passed = published - _WEEK <= interval.start < published
    if not passed or not any(m.interval == interval and _is_own(candidate, m) for m in dates):
        return candidate
    if not (names_day_ahead(candidate.trigger) or (not candidate.noun and _is_ahead(candidate.trigger))):
        return candidate
    later = DateInterval(start=interval.start + _WEEK, end=interval.end + _WEEK, granularity="day")
    return candidate.changed(date=later)


def names_day_ahead(trigger: Token) -> bool:
    """ "announced a strike for Wednesday", "called a march for Friday": the day an act is announced for."""
    calling = [t for t in (trigger, trigger.head) if t.pos_ == "VERB" and t.lemma_ in _CALLING]
    if trigger.pos_ == "VERB" and trigger not in calling:
        return False
    words = [*trigger.children, *(c for t in calling for c in t.children)]
    days = (c for p in words if p.dep_ == "prep" and p.lower_ == "for" for c in p.children)
    return any(d.lower_ in _DAYS for d in days if d.dep_ == "pobj")


def _is_ahead(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in _AHEAD for c in verb.children):
        return True
    governor = verb.head
    infinitive = verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children)
    # "is to meet", "is due to arrive"
    return infinitive and (governor.lemma_ in _SCHEDULED or (governor.tag_ in ("VBZ", "VBP") and governor.lemma_ == "be"))


def _is_own(candidate: Candidate, mention: DateMention) -> bool:
    """Whether a time expression hangs on the act itself and no verb between."""
    trigger = candidate.trigger
    span = trigger.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    node = span.root
    above = (trigger, trigger.head) if candidate.noun else (trigger,)
    while node.head != node and node.head not in above:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return False
    return node.head == trigger or (candidate.noun and node.head == trigger.head and names_day_ahead(trigger))
