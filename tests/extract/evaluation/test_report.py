from extract.evaluation.annotations import FoundEvent, GoldEvent, GoldText
from extract.evaluation.matching import compare
from extract.evaluation.report import figures, html_report, reliability, text_report

TEXT = GoldText("t1", "<b>Rebels</b> attacked.", None, (GoldEvent("ASSAULT", (0, 23), ((14, 22),)),))
FALSE = FoundEvent("COERCE", None, "seizure", (14, 22), (), (), (), "asserted", confidence=0.3)


def test_figures_of_a_miss_and_a_false_event() -> None:
    result = figures(compare([TEXT], [[FALSE]]))
    assert result["levels"]["type"] | {"found": 1} == {
        "precision": 0.0, "recall": 0.0, "f1": 0.0, "extra": 1.0, "hits": 0, "found": 1, "required": 1
    }  # fmt: skip
    assert result["confusion"] == [{"annotated": "ASSAULT", "found": "COERCE", "events": 1}]
    assert result["accuracy_of_matched"]["status"] is None


def test_confidence_is_compared_with_how_often_it_was_right() -> None:
    rows = reliability([(0.9, True), (0.9, False), (0.1, False), (1.0, True)])
    assert [(row["events"], row["right"]) for row in rows] == [(1, 0.0), (3, 0.6667)]


def test_the_errors_carry_their_sentence() -> None:
    lines = text_report(compare([TEXT], [[FALSE]]), errors=True).splitlines()
    assert lines[-2:] == [
        "MISSED ASSAULT attacked | t1 <b>Rebels</b> attacked.",
        "FALSE  COERCE seizure (attacked) asserted  >  >  | t1 <b>Rebels</b> attacked.",
    ]


def test_text_in_the_page_is_never_markup() -> None:
    page = html_report({"<i>.jsonl": compare([TEXT], [[FALSE]])})
    assert "<b>" not in page
    assert "&lt;b&gt;Rebels" in page
