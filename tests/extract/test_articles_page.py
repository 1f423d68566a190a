import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "articles.md"


def test_code_of_the_articles_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})
