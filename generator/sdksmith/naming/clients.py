"""The names of the package, its clients, and the environment variables they read."""

from __future__ import annotations

from sdksmith.ir.api import Api
from sdksmith.naming.ascii_names import in_ascii
from sdksmith.naming.casing import Casing
from sdksmith.naming.namespace import LONGEST_IN_PATH, shortened
from sdksmith.naming.published import CLIENT, PACKAGE
from sdksmith.naming.reserved import CLIENTS, PACKAGES
from sdksmith.naming.routes import Words
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import ClientNames
from sdksmith.naming.word_sets import word_set
from sdksmith.naming.words import identifier, snake_case, speak_figure, split_words

# Words of a title that say that it is an API, not which one.
_NOISE = word_set("""
    api apis documentation docs for http https of openapi open-api preview public
    reference rest restful sdk spec specification swagger the v version
    """)
_NAMELESS: list[Words] = [("API",), ("client",)]
_LONGEST = 40

BESIDE_CLIENT = ("{}", "Async{}", "Mock{}", "{}Error")
"""What is called after the client."""


def name_client(api: Api, casing: Casing, rules: NamingRules) -> ClientNames:
    """Name the client after the title: `NetworkHQ Public API` -> `NetworkHQ`."""
    title = in_ascii(api.title) if rules.ascii_names else api.title
    tokens = _telling_tokens(title)
    published = rules.published
    package = rules.package or published.find(PACKAGE) or _package(tokens)
    client = rules.client_name or published.find(CLIENT) or _client(tokens, casing)
    return ClientNames(package, client, f"Async{client}", package.upper())


def _telling_tokens(title: str) -> list[Words]:
    """The words of a title in groups, a group for what is written as one word."""
    plain = title.partition("(")[0] or title
    tokens = [split_words(token) for token in plain.replace("-", " ").split()]
    told = [token for token in tokens if not _is_noise(token)]
    kept: list[Words] = []
    for token in told or _NAMELESS:
        if kept and sum(len("".join(words)) for words in (*kept, token)) > _LONGEST:
            break
        kept.append(token)
    return kept


def _is_noise(token: Words) -> bool:
    joined = "".join(token).lower()
    version = joined.removeprefix("v").removeprefix("version")
    return not token or joined in _NOISE or version.isdigit()


def _package(tokens: list[Words]) -> str:
    """`Train Travel` -> `train_travel`; `NetworkHQ` is one word in a title."""
    words = [
        word
        for token in tokens
        for word in ((snake_case(["".join(token)]),) if _is_one(token) else token)
    ]
    name = identifier(words, "api") if words else "api_client"
    name = shortened(name, LONGEST_IN_PATH)
    return name if name not in PACKAGES else f"{name}_api"


def _is_one(token: Words) -> bool:
    """Whether inner capitals are a spelling (`NetworkHQ`), not a join of words."""
    return len(token) == 1 or token[-1].isupper()


def _client(tokens: list[Words], casing: Casing) -> str:
    words = tuple(word for token in tokens for word in token)
    name = shortened(casing.pascal(speak_figure(words)), LONGEST_IN_PATH)
    if not name.isidentifier():
        name = f"Api{name}" if name else "ApiClient"
    return name if is_free(name) else f"{name}Api"


def is_free(client: str) -> bool:
    """Whether neither a client's name nor what is called after it is taken."""
    return CLIENTS.isdisjoint(pattern.format(client) for pattern in BESIDE_CLIENT)
