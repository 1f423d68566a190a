"""Whose an unnamed group is in an article on one country that names others too, on texts of our own."""

from extract.pipeline import Extractor
from extract.reader import read_article

ARTICLE = """Gang attacks close schools in Haiti
Armed gangs burned three police stations in Port-au-Prince late on Saturday. The government imposed a curfew on Sunday.
Prime Minister Ariel Henry was in Kenya, where he asked for help in Nairobi. On Monday the gangs attacked a hospital.
"""


def test_the_headline_and_what_happens_in_the_capital_say_whose_they_are(extractor: Extractor) -> None:
    extraction = extractor.extract(read_article(ARTICLE))
    unnamed = {a.country for a in extraction.actors if a.sector in ("CRM", "REB") or a.kind == "government"}
    assert unnamed == {"HTI"}


def test_what_happens_in_a_part_of_a_country_says_whose_they_are(extractor: Extractor) -> None:
    texts = (
        "Gunmen attacked a market in Haiti's capital on Monday. The president was in Kenya.",
        "Rebels burned a school in Niger's north on Friday. The minister was in Ghana.",
        "Gunmen shot a judge in Honduras's second city. His brother lives in Spain.",
    )
    for text, country in zip(texts, ("HTI", "NER", "HND"), strict=True):
        actors = extractor.extract(read_article(text)).actors
        assert {a.country for a in actors if a.sector in ("UAF", "REB")} == {country}


def test_the_coalition_is_the_one_named_so(extractor: Extractor) -> None:
    texts = (
        "The Saudi-led coalition bombed Saada. A Houthi spokesman met the Red Cross. The coalition attacked Hodeidah.",
        "The US-led coalition struck Raqqa. Hezbollah sent fighters. Hezbollah said the coalition attacked Palmyra.",
        "The Arakan Army took Sittwe. The Three Brotherhood Alliance attacked Lashio. The alliance attacked Hsipaw.",
    )
    for text in texts:
        found = extractor.extract(read_article(text)).events
        assert found[-1].actors == () or found[-1].actors[0].id != "hezbollah"
        assert {p.id for p in found[-1].actors} & {p.id for e in found[:-1] for p in e.actors}


def test_the_army_of_a_first_sentence_is_not_that_of_peacekeepers_named_later(extractor: Extractor) -> None:
    texts = (
        ("Jihadists killed 27 soldiers in central Mali, the army said. Two Egyptian peacekeepers died near Mopti.", "MLI"),
        ("Rebels shot a judge in northern Uganda, the army said. Kenyan soldiers left Somalia.", "UGA"),
        ("A bomb wounded four men in southern Yemen, the army said. Emirati troops flew to Riyadh.", "YEM"),
    )
    for text, country in texts:
        extraction = extractor.extract(read_article(text))
        by_id = {a.id: a for a in extraction.actors}
        claimant = extraction.events[0].claimant
        assert claimant is not None
        assert by_id[claimant.id].country == country
