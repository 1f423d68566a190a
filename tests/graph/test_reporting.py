"""What files say of an event is the same whether one account tells of it or several tell the same."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from graph.reporting import iter_reports
from graph.selection import select_all
from graph.store import Store
from ontology.records import Casualties, Count, DateInterval


def test_one_account_is_reported_as_several_alike_are(store: Store, make: SimpleNamespace) -> None:
    told: dict[str, Any] = make.event(
        "shelling",
        actors=["Army"],
        recipients=["Rebels", "Army"],
        places=["Fallujah"],
        claimant="Minister",
        type="ASSAULT",
        contexts=("military", "terrorism"),
        instruments=("mortar",),
        casualties=Casualties(killed=Count(low=2, high=4), injured=Count(best=7, high=9)),
        date=DateInterval(start=date(2014, 1, 6), end=date(2014, 1, 7), granularity="days"),
        cameo="1942",
    )
    people = ["Army", "Rebels", "Minister"]
    for accounts, (publisher, day) in enumerate((("DW", 7), ("Star", 8)), start=1):
        given = {"publisher": publisher, "published": date(2014, 1, day)}
        store.add(make.extraction("Shells fell.", actors=people, places=["Fallujah"], events=[told], **given))
        with store.reading() as connection:
            (report,) = iter_reports(connection, select_all(), detailed=True)
            (brief,) = iter_reports(connection, select_all(), detailed=False)
        assert report.attributes["accounts"] == accounts
        assert len(report.by_account) == (0 if accounts == 1 else 2)
        assert report.attributes.items() >= brief.attributes.items()
        assert report.nodes == brief.nodes == ["actor-army", "actor-rebels", "place-fallujah"]
        assert {name: report.attributes[name] for name in ("killed", "injured", "arrested", "claimant", "places")} == {
            "killed": 2, "injured": 7, "arrested": None, "claimant": "Minister", "places": ("Fallujah",)
        }  # fmt: skip
        assert (report.attributes["date"], report.attributes["end_date"]) == ("2014-01-06", "2014-01-07")
        assert (report.attributes["contexts"], report.attributes["instruments"]) == (("military", "terrorism"), ("mortar",))
        assert report.attributes["publisher"] == "DW"
