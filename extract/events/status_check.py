"""What the encoder says about whether an event happened, where no cue word of the rules decides it."""

from extract.events.candidates import Candidate
from extract.events.sight import Sight
from extract.events.status import Verdict
from extract.tables import ActorMention
from ontology.records import Status

# From this chance on the encoder's status counts against the rules' default.
_SURE = 0.8
_LONG_PAST = 0.8
_CLAIMANT = 0.5


def check_status(sight: Sight, candidate: Candidate, verdict: Verdict) -> Verdict:
    """The verdict of the rules, or the encoder's where they found no cue and it is sure, or where it reads alone."""
    opinion = candidate.opinion
    if opinion is None or not opinion.knows(candidate.trigger):
        return verdict
    status, chance = opinion.status(candidate.trigger)
    if sight.by_rules and (verdict.status is not Status.ASSERTED or verdict.cue or chance < _SURE):
        return verdict
    claimant = verdict.claimant if sight.by_rules else None
    if claimant is None and status == Status.CLAIMED:
        claimant = _claimant(sight, candidate)
    return Verdict(Status(status), None, claimant, verdict.purpose and sight.by_rules)


def is_long_past(candidate: Candidate) -> bool:
    """Whether the encoder takes the event for background of long ago."""
    opinion = candidate.opinion
    return (
        opinion is not None and opinion.knows(candidate.trigger) and opinion.historical(candidate.trigger) >= _LONG_PAST
    )


def _claimant(sight: Sight, candidate: Candidate) -> ActorMention | None:
    if candidate.opinion is None:
        return None
    roles = candidate.opinion.roles(candidate.trigger)
    for token in candidate.trigger.sent:
        mention = sight.mention(token) if sight.actors.headed(token.i) is not None else None
        if mention is not None and roles.chance(token, "claimants") >= _CLAIMANT:
            return mention
    return None
