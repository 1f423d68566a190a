"""English plurals, regular ones and the few irregular ones among nouns for people."""

_IRREGULAR_ENDINGS = (("woman", "women"), ("man", "men"), ("child", "children"), ("person", "people"))


def plural(phrase: str) -> str:
    """The plural of a phrase's last word; a phrase that has none ("police") still gets one, which no text will hold."""
    for one, many in _IRREGULAR_ENDINGS:
        if phrase.endswith(one):
            return phrase.removesuffix(one) + many
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + "es"
    if phrase.endswith("y") and phrase[-2:-1] not in ("a", "e", "o", "u"):
        return phrase[:-1] + "ies"
    return phrase + "s"
