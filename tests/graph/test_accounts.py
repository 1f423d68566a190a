"""What of an extraction becomes of use to telling events apart."""

from datetime import date

import pytest

from extract.pipeline import Extractor
from extract.reader import read_article
from graph.account_records import dump_account, read_account
from graph.accounts import Account, accounts, content_words

PUBLISHED = date(2013, 5, 15)


def read(extractor: Extractor, text: str, relation: str) -> Account:
    """The first account of a relation."""
    extraction = extractor.extract(read_article(text, publisher="Example Post", published=PUBLISHED))
    found = accounts(extraction)
    assert [account.id for account in found] == [event.id for event in extraction.events]
    return next(account for account in found if account.relation == relation)


def test_an_account_has_what_tells_events_apart(extractor: Extractor) -> None:
    account = read(
        extractor,
        "A bomb exploded at a market in Baquba on Tuesday, killing at least 12 people.",
        "bombing",
    )
    assert (account.type, account.status, account.published) == ("ASSAULT", "asserted", PUBLISHED)
    assert account.start == account.end == date(2013, 5, 14)
    assert account.toll == {"killed": 12}
    assert [spot.precision for spot in account.spots] == ["city"]
    assert account.spots[0].parents
    assert "market" in account.words
    assert not account.words & {"baquba", "tuesday", "people", "exploded"}


def test_gunmen_are_not_named_and_an_office_holder_is(extractor: Extractor) -> None:
    account = read(extractor, "Gunmen kidnapped Prime Minister Ali Zeidan in Tripoli on Tuesday.", "abduction")
    assert [party.named for party in account.actors] == [False]
    assert [(party.named, party.kind) for party in account.recipients] == [(True, "person")]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Rebels killed 31 workers in Mosul, police said on Tuesday.", None),
        ("Rebels killed 31 workers in Mosul on Monday, police said on Tuesday.", date(2013, 5, 13)),
    ],
)
def test_the_day_of_a_report_is_not_that_of_the_event(extractor: Extractor, text: str, start: date | None) -> None:
    assert read(extractor, text, "killing").start == start


def test_a_headline_is_known(extractor: Extractor) -> None:
    lead = "M23 rebels captured the city of Goma in eastern Congo on Tuesday. Congolese President Joseph Kabila flew to Kampala."
    text = f"Congo rebels capture Goma\n\n{lead}"
    assert read(extractor, text, "seizure").headline


def test_common_words_tell_nothing() -> None:
    assert content_words("Two people were killed in the attack on the bridge, police said.") == {"bridge"}


def test_what_another_sentence_tells_is_known(extractor: Extractor) -> None:
    account = read(extractor, "The army shelled Homs on Monday. Six people were killed.", "killing")
    assert [spot.told for spot in account.spots] == [False]
    assert [party.told for party in account.actors] == [False]
    assert [party.told for party in account.recipients] == [True]
    assert read_account(dump_account(account)) == account
