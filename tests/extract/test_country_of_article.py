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
