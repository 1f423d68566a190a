"""How many of the articles that tell of an event are independent of each other. Pure."""

from collections.abc import Mapping, Sequence

from graph.answers import ArticleReference
from graph.rows import publisher_key


def count_independent(articles: Sequence[ArticleReference], reports: Mapping[str, str]) -> int:
    """Articles that carry one report count once, and so do those of one publisher or credited to one agency. `reports` has the
    report of each article that is not the only one to carry its own."""
    if len(articles) == 1:
        return 1
    groups: list[set[str]] = []
    for article in articles:
        own = {f"report {reports.get(article.id, article.id)}"}
        if origin := publisher_key(article.agency or article.publisher):
            own.add(f"origin {origin}")
        apart = [group for group in groups if group.isdisjoint(own)]
        groups = [*apart, own.union(*(group for group in groups if not group.isdisjoint(own)))]
    return len(groups)
