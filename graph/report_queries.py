"""Questions about the reports that articles carry: which others are copies or versions of the same."""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Connection, select

from graph.answers import ArticleReference
from graph.chunks import chunks
from graph.grouping_tables import article_reports
from graph.reports import load_reports
from graph.rows import publisher_key
from graph.tables import articles
from graph.told import REFERENCE_COLUMNS


class Relationship(StrEnum):
    """How another article that carries the same report is related: a copy is another publisher's, a version the same one's."""

    COPY = "copy"
    VERSION = "version"


class RelatedArticle(ArticleReference):
    """Another article that carries the same report."""

    related: Relationship


class ArticleAnswer(ArticleReference):
    """An article without its text. `report` is the first article that carries the same report, itself unless there is an
    older one; `others` are all others that do."""

    report: str
    others: tuple[RelatedArticle, ...] = ()


def describe_articles(connection: Connection, references: Sequence[ArticleReference]) -> tuple[ArticleAnswer, ...]:
    """Articles with the others that carry the same report."""
    reports = load_reports(connection, (article.id for article in references))
    carriers = _load_carriers(connection, sorted(set(reports.values())))
    return tuple(
        ArticleAnswer(
            **dict(article),
            report=reports.get(article.id, article.id),
            others=tuple(
                RelatedArticle(**dict(other), related=_relationship(article, other))
                for other in carriers.get(reports.get(article.id, ""), ())
                if other.id != article.id
            ),
        )
        for article in references
    )


def _relationship(one: ArticleReference, other: ArticleReference) -> Relationship:
    same = publisher_key(one.publisher) == publisher_key(other.publisher)
    return Relationship.VERSION if same else Relationship.COPY


def _load_carriers(connection: Connection, report_ids: Sequence[str]) -> dict[str, list[ArticleReference]]:
    found: defaultdict[str, list[ArticleReference]] = defaultdict(list)
    for ids in chunks(report_ids):
        query = select(article_reports.c.report_id, *REFERENCE_COLUMNS).join_from(article_reports, articles)
        wanted = query.where(article_reports.c.report_id.in_(ids)).order_by(articles.c.published, articles.c.id)
        for row in connection.execute(wanted).mappings():
            values = {name: row[name] for name in ArticleReference.model_fields}
            found[row["report_id"]].append(
                ArticleReference.model_validate({**values, "published": row["published"] or None})
            )
    return found
