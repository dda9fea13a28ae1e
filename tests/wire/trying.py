"""Tries every operation of one client against a server that validates."""

from __future__ import annotations

import inspect
import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2
from real.calling import Untyped, client_class
from server import Described
from server.validation import RequestCheck
from sockets import Answer, Seen, Server

from wire.answers import WISHES, Answers, Given, difference, encoded, taken
from wire.building import Builder, MisfitError
from wire.known import blamed
from wire.methods import Offered, offered
from wire.outcomes import Blame, Caught, Kind, Outcome, failed
from wire.sampling import NoSampleError, Sampler, Wish
from wire.sending import Requests, Sample, UncallableError
from wire.tree import Tree, route

_UNKNOWN = {
    Kind.MEMBER: Wish(unknown_member=True),
    Kind.VALUE: Wish(unknown_value=True),
}


def tried(package: Path, document: Path) -> Iterator[Outcome]:
    """What comes of every operation of a document's client."""
    sys.path.insert(0, str(package.parent))
    warnings.simplefilter("ignore")
    tree = Tree.read(document)
    script = [Answer()]
    server = Server(lambda _: script[0])
    try:
        yield from Trial.of(tree, package.name, server, script).outcomes()
    finally:
        server.stop()


@dataclass(frozen=True)
class Trial:
    """One client with its server."""

    tree: Tree
    package: str
    server: Server
    script: list[Answer]
    client: Untyped
    requests: Requests
    answers: Answers
    checks: dict[str, RequestCheck] = field(default_factory=dict)

    @classmethod
    def of(
        cls, tree: Tree, package: str, server: Server, script: list[Answer]
    ) -> Trial:
        """The trial of an imported client."""
        sampler = Sampler(tree)
        return cls(
            tree,
            package,
            server,
            script,
            _client(package, server.url + tree.document.base_path),
            Requests(sampler, Builder(package)),
            Answers(sampler),
        )

    def outcomes(self) -> Iterator[Outcome]:
        """All that is found, operation by operation."""
        methods: dict[str, list[Offered]] = {}
        for method in offered(self.client, self.package):
            methods.setdefault(method.operation, []).append(method)
        routes: dict[str, list[Described]] = {}
        for found in self.tree.document.operations:
            identity = f"{found.method} {route(found.path)}"
            said = "" if identity in methods else "no method"
            blame = Blame.CLIENT if said else Blame.NOBODY
            yield Outcome(Kind.CALLABLE, found.id, "", said, blame)
            routes.setdefault(identity, []).append(found)
        for identity, described in routes.items():
            for method in methods.get(identity, ()):
                yield from self._method(self._best(described, method), method)

    def _best(self, described: list[Described], method: Offered) -> Described:
        """The one of operations at one path and method whose answer this method takes."""
        alike = [one for one in described if method.says(one.node.get("summary"))]
        for found in (*alike, *described)[:-1]:
            try:
                if list(self.answers.documented(found, method)):
                    return found
            except NoSampleError:
                continue
        return (alike or described)[-1]

    def _method(self, found: Described, method: Offered) -> Iterator[Outcome]:
        sample: Sample | None = None
        for subject, whole in (("all", True), ("required", False)):
            label = f"{method.method.name} {subject}"
            try:
                sample = self.requests.sample(found, method, whole=whole)
            except (NoSampleError, LookupError) as error:
                said = str(error)[:300]
                yield Outcome(Kind.REQUEST, found.id, label, said, Blame.DOCUMENT)
                continue
            yield self._request(found, method, sample, label)
        if sample is not None:
            yield from self._answered(found, method, sample)

    def _request(
        self, found: Described, method: Offered, sample: Sample, label: str
    ) -> Outcome:
        self.server.seen.clear()
        with Caught() as caught:
            arguments = self.requests.arguments(method, sample)
            taken(method, self._call(method, arguments, Answer(299)), self.package)
        if not self.server.seen:
            return failed(Kind.REQUEST, found.id, label, repr(caught.error))
        [seen] = self.server.seen
        return self._checked(found, sample, seen, label)

    def _checked(
        self, found: Described, sample: Sample, seen: Seen, label: str
    ) -> Outcome:
        path, _, query = seen.target.partition("?")
        headers = [*seen.headers.items()]
        said: tuple[str, ...] = ()
        with Caught() as caught:
            said = self._check(found).violations(found, path, query, headers, seen.body)
        if caught.error:
            said = (f"validator: {caught.error!r}",)
        if "json" in (sample.media_type or "") and sample.has_body:
            changed = difference(sample.body, json.loads(seen.body or b"null"))
            said = (*said, f"body: {changed}") if changed else said
        if not said:
            return Outcome(Kind.REQUEST, found.id, label)
        text = f"{'; '.join(said)} [{seen.line} {seen.body[:200]!r}]"
        blame = blamed(said, seen, sample)
        if blame is Blame.CLIENT:
            return failed(Kind.REQUEST, found.id, label, text)
        return Outcome(Kind.REQUEST, found.id, label, text[:600], blame)

    def _check(self, found: Described) -> RequestCheck:
        """What validates the requests of an operation; one for all that have no fragment."""
        first = found.path if found.path != route(found.path) else ""
        if first not in self.checks:
            validated = self.tree.validated(first)
            self.checks[first] = RequestCheck(validated, self.server.url)
        return self.checks[first]

    def _call(
        self, method: Offered, arguments: dict[str, Untyped], answer: Answer
    ) -> Untyped:
        self.script[:] = [answer]
        return method.method.bound(**arguments)

    def _answered(
        self, found: Described, method: Offered, sample: Sample
    ) -> Iterator[Outcome]:
        try:
            arguments = self.requests.arguments(method, sample)
            documented = list(self.answers.documented(found, method))
        except (UncallableError, MisfitError):
            return
        except NoSampleError as error:
            yield failed(Kind.DECODED, found.id, method.method.name, error)
            return
        for status, media, schema in documented:
            label = f"{method.method.name} {status} {media}"
            sent: list[object] = []
            for kind, name, wish in _wished():
                try:
                    headers = self.answers.headers(found, status)
                    given = self.answers.given(status, media, schema, wish)
                    given = replace(given, headers=headers)
                except NoSampleError as error:
                    said = f"{name}: {error}"
                    yield Outcome(kind, found.id, label, said[:300], Blame.DOCUMENT)
                    continue
                if given.said in sent or (sent and not given.is_json):
                    continue
                sent.append(given.said)
                yield from self._read(kind, method, arguments, given, f"{label} {name}")

    def _read(
        self,
        kind: Kind,
        method: Offered,
        arguments: dict[str, Untyped],
        given: Given,
        label: str,
    ) -> Iterator[Outcome]:
        mode = "raise" if kind is Kind.DECODED else "ignore"
        options = {"options": {"on_mismatch": mode}}
        operation = method.operation
        with Caught() as caught:
            outcome = self._call(method, {**arguments, **options}, given.sent())
            value, is_member = taken(method, outcome, self.package)
        if caught.error:
            said = f"{caught.error!r} [{_short(given)}]"
            yield failed(kind, operation, label, said)
            return
        if kind is Kind.DECODED:
            yield Outcome(kind, operation, label)
        lost = self._lost(value, given, method, is_member=is_member)
        further = Kind.ROUND_TRIP if kind is Kind.DECODED else kind
        if lost:
            yield failed(further, operation, label, f"{lost} [{_short(given)}]")
        else:
            yield Outcome(further, operation, label)

    def _lost(
        self, value: Untyped, given: Given, method: Offered, *, is_member: bool
    ) -> str:
        if given.media_type is None:
            return "" if value in (None, "") else f"{value!r}"
        again = encoded(value, given, method, self.package)
        said = given.said
        if given.is_stream:
            said = [said]
        elif is_member and isinstance(said, dict):
            said = next(one for name, one in said.items() if name != "xUnknownMember")
        return difference(said, again)


def _wished() -> Iterator[tuple[Kind, str, Wish]]:
    for name, wish in WISHES.items():
        yield Kind.DECODED, name, wish
    for kind, wish in _UNKNOWN.items():
        yield kind, "", wish


def _short(given: Given) -> str:
    return json.dumps(given.said, ensure_ascii=False)[:300]


def _client(package: str, url: str) -> Untyped:
    kind = client_class(package)
    wanted = inspect.signature(kind).parameters
    return kind(
        base_url=url,
        max_retries=0,
        timeout=10,
        http_client=httpx2.Client(transport=_GivingTokens()),
        **{name: "key" for name in wanted if name != "options"},
    )


class _GivingTokens(httpx2.HTTPTransport):
    """Answers as an OAuth2 token endpoint where a token is asked for."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        if not request.read().startswith(b"grant_type=client_credentials"):
            return super().handle_request(request)
        token = {"access_token": "token", "token_type": "bearer", "expires_in": 3600}
        return httpx2.Response(200, json=token)
