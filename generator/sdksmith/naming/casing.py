"""How the document at hand writes its words: `LinkedIn`, `HQ`, `SMS`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sdksmith.ir.api import Api
from sdksmith.ir.schemas import HintSource
from sdksmith.naming.brands import BRANDS
from sdksmith.naming.words import split_words

_LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Casing:
    """The spelling of words with capitals inside, by their lower-case form."""

    spellings: Mapping[str, str] = field(default_factory=dict)

    def pascal(self, words: Iterable[str]) -> str:
        """`linkedin`, `accounts` -> `LinkedInAccounts`; may begin with a figure.

        Figures that would run together are kept apart: `v1`, `2` -> `V1_2`.
        """
        result = ""
        for word in words:
            piece = self._capitalised(word)
            apart = result[-1:].isdigit() and piece[:1].isdigit()
            result += f"_{piece}" if apart else piece
        return result

    def _capitalised(self, word: str) -> str:
        lower = word.lower()
        spelling = self.spellings.get(lower) or BRANDS.get(lower)
        if spelling is None:
            spelling = word if word[1:] != word[1:].lower() else lower
        return spelling[:1].upper() + spelling[1:]


def casing_of(api: Api) -> Casing:
    """What title, tags and component names agree on; others get one capital."""
    found: dict[str, set[str]] = {}
    for spelling in (*_phrase_words(api), *_component_words(api)):
        found.setdefault(spelling.lower(), set()).add(spelling)
    return Casing(
        {
            lower: min(forms)
            for lower, forms in found.items()
            if len(forms) == 1 and any(map(_has_inner_capital, forms))
        }
    )


def class_words(text: str) -> tuple[str, ...]:
    """The words of a class name; `SCREAMING_CASE` loses its capitals."""
    words = split_words(text)
    if len(words) > 1 and all(word == word.upper() for word in words):
        return tuple(word.lower() for word in words)
    return words


def _phrase_words(api: Api) -> Iterator[str]:
    """Words of titles that have spaces, so that capitals are meant; and acronyms."""
    for phrase in (api.title, *(group.name for group in api.groups)):
        words = phrase.split()
        if len(words) > 1 or (phrase.isupper() and len(phrase) <= _LONGEST_ACRONYM):
            yield from (w for w in words if w.isalnum() and _has_inner_capital(w))


def _component_words(api: Api) -> Iterator[str]:
    for schema in api.schemas:
        if schema.hint.source is HintSource.COMPONENT:
            words = split_words(" ".join(schema.hint.words))
            if not "".join(words).isupper():
                yield from (word for word in words if word[0].isupper())


def _has_inner_capital(word: str) -> bool:
    return any(char.isupper() for char in word[1:])
