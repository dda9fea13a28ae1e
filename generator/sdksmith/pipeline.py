"""The flow as code: every stage in its order, from a frozen value to a frozen value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from importlib.metadata import version
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sdksmith.compare.changes import ChangeKind, Sides, changes
from sdksmith.compare.facts import api_facts
from sdksmith.compare.report import DriftReport, Recipe, find_causes
from sdksmith.compare.tally import Tally, tally
from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin, Severity
from sdksmith.diagnostics.position import Locate, Position
from sdksmith.diagnostics.stop import SPEC_ERRORS, WRONG_USE, Stop
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.read import read_document
from sdksmith.document.reading import is_url
from sdksmith.document.remote import RemoteRules
from sdksmith.ir.api import Api
from sdksmith.ir.build import build
from sdksmith.ir.operations import NestedArrays
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.ir.selecting.gone import tell_gone
from sdksmith.ir.selecting.select import Selection, select
from sdksmith.naming.assign import assign
from sdksmith.naming.published import names_to_lock, published_names
from sdksmith.naming.restricting import restrict
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import NameTable
from sdksmith.openapi.canonicalise import canonicalise
from sdksmith.output.disk import edited_files, is_untouched, moved, rerendered
from sdksmith.output.folder import Folder
from sdksmith.output.formatting import FormattedFile, format_files, identity
from sdksmith.output.lock import OVERLAY, SPEC_ORDER, Lock
from sdksmith.output.sources import order_hash, template_hashes
from sdksmith.output.writing import WriteReport
from sdksmith.python.plan import PlanOptions
from sdksmith.python.planning import plan
from sdksmith.python.views import TEMPLATES
from sdksmith.render.contract import Contract, check_contract
from sdksmith.render.render import render
from sdksmith.render.templates import TemplateSet, builtin_folder

DRIFT = 1
"""Exit code: the client is not what its sources give."""


class Edits(Enum):
    """What becomes of files that were edited by hand."""

    STOP = "stop"
    KEEP = "keep"
    OVERWRITE = "overwrite"


@dataclass(slots=True)
class Run:
    """What surrounds the work on one client.

    `progress` is told the name of each stage as it begins. With `strict`, warnings
    count as errors; with `update_remote` what URLs give now is pinned. `tally` counts
    the operations once they are known, `excluded` those that the config does not want;
    `canonical` is the tree in which the API is understood.
    `locate` finds the places of diagnostics in what was read so far.
    """

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    stdin: Callable[[], bytes] | None = None
    progress: Callable[[str], object] = str
    strict: bool = False
    update_remote: bool = False
    tally: Tally | None = None
    excluded: int = 0
    canonical: Mapping[str, object] = field(default_factory=dict[str, object])
    _located: list[Locate] = field(default_factory=list)

    def locate(self, origin: Origin) -> Position | None:
        """Where an origin is in its file, if that file was read."""
        found = (locate(origin) for locate in self._located)
        return next((position for position in found if position), None)

    def read(
        self, client: ClientConfig, lock: Lock | None = None, *, alone: bool = False
    ) -> BundledDocument:
        """The client's document, whole or alone; the lock says what URLs must give."""
        self.progress("reading the document")
        pins = lock.pins if lock and not self.update_remote else {}
        document = read_document(
            client.spec,
            stdin=self.stdin,
            overlays=client.overlays,
            rules=RemoteRules(client.allow_remote_refs, pins),
            base=client.base,
            diagnostics=self.diagnostics,
            alone=alone,
        )
        self._located.append(document.locate)
        errors = {
            i.code for i in self.diagnostics.items if i.severity is Severity.ERROR
        }
        self.stop_on_errors(DRIFT if errors == {Code.REMOTE_CHANGED} else SPEC_ERRORS)
        return document

    def stop_on_errors(self, exit_code: int) -> None:
        """End the run if an error was reported."""
        if self.diagnostics.has_errors:
            raise Stop(self.diagnostics, exit_code)

    def stop_if_strict(self) -> None:
        """End the run if warnings count as errors and there are any."""
        severities = {item.severity for item in self.diagnostics.items}
        if self.strict and Severity.WARNING in severities:
            raise Stop(self.diagnostics, SPEC_ERRORS)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known before anything is made: the sources, and what is there.

    `lock` is the new one as far as it goes: inputs, options and templates.
    """

    document: BundledDocument
    templates: TemplateSet
    folder: Folder
    previous: Lock | None
    lock: Lock

    @property
    def is_up_to_date(self) -> bool:
        """Whether there is nothing to do, told by hashes alone.

        In a checkout of sdksmith, whose code changes without its version, that only
        holds where the one thing to tell is that keys of the spec changed places.
        """
        if self.previous is None or not self.previous.same_inputs(self.lock):
            return False
        if not self.templates.is_packaged and self.previous.inputs == self.lock.inputs:
            return False
        disk = self.folder.read(self.previous.files)
        return is_untouched(self.previous, disk)


@dataclass(frozen=True, slots=True)
class Made:
    """A client as its sources give it, beside what is on the disk."""

    lock: Lock
    report: DriftReport


def generate(
    client: ClientConfig,
    run: Run,
    edits: Edits = Edits.STOP,
    *,
    dry_run: bool = False,
) -> tuple[DriftReport, WriteReport]:
    """Bring a client up to date; gives what differed and what was written."""
    survey = _survey(client, run)
    if survey.is_up_to_date and not run.strict:
        return DriftReport(client.name, client.shown_output), WriteReport()
    made = _make(client, survey, run)
    if edits is not Edits.OVERWRITE:
        _guard_edits(made.report, edits, run)
    if dry_run:
        return made.report, WriteReport()
    run.progress("writing")
    return made.report, _write(survey, made, edits)


def check(client: ClientConfig, run: Run) -> DriftReport:
    """Tell whether a client is what its sources give; writes nothing."""
    survey = _survey(client, run)
    if survey.is_up_to_date and not run.strict:
        return DriftReport(client.name, client.shown_output)
    return _make(client, survey, run).report


def understand(
    document: BundledDocument, client: ClientConfig, lock: Lock | None, run: Run
) -> tuple[Api, NameTable]:
    """The API that a document describes, and the names of everything in it."""
    run.progress("understanding the API")
    canonical = canonicalise(document, run.diagnostics)
    run.canonical = canonical.tree
    options = BuildOptions(
        client.unwrap,
        client.detect_pagination,
        client.pagination,
        client.idempotency_header,
        NestedArrays(client.nested_arrays),
    )
    api = refine(build(canonical, options, run.diagnostics), options, run.diagnostics)
    run.progress("naming")
    rules = NamingRules(
        package=client.package,
        client_name=client.client_name,
        renames=client.rename,
        places=client.places,
        ascii_names=client.ascii_names,
        published=published_names(lock.names if lock else {}),
        table=f"tool.sdksmith.clients.{client.name}.rename",
    )
    names = assign(api, rules, run.diagnostics)
    return _part(api, names, client, run)


def _part(
    whole: Api, names: NameTable, client: ClientConfig, run: Run
) -> tuple[Api, NameTable]:
    """What the config selects; names are those of the whole, so that they stay."""
    selection = Selection(client.include, client.exclude, client.places)
    api = select(whole, selection, run.diagnostics)
    if api is whole:
        return whole, names
    tell_gone(whole, api, run.diagnostics)
    run.excluded = len(whole.operations) - len(api.operations)
    return api, restrict(names, api)


def spec_name(document: BundledDocument) -> str:
    """How generated files call their document, wherever it was read from.

    A path is no part of it, nor what may be secret in a URL.
    """
    entry = document.entry
    if not is_url(entry):
        return PurePosixPath(entry).name
    parts = urlsplit(entry)
    return f"{parts.scheme}://{parts.hostname}{parts.path}"


def _survey(client: ClientConfig, run: Run) -> Survey:
    folder = Folder(client.output, client.shown_output, run.diagnostics)
    previous = folder.read_lock()
    document = run.read(client, previous)
    templates = TemplateSet(builtin_folder(), client.templates)
    inputs = {
        "sdksmith": version("sdksmith"),
        "formatter": identity(client.formatter),
        "spec": document.content_hash,
        SPEC_ORDER: order_hash(document.root),
        **{OVERLAY + name: each for name, each in document.overlay_hashes.items()},
    }
    options = {**client.recorded_options, "spec": spec_name(document)}
    hashes = template_hashes(templates)
    lock = Lock(inputs, options, hashes, pins=document.pins)
    return Survey(document, templates, folder, previous, lock)


def _make(client: ClientConfig, survey: Survey, run: Run) -> Made:
    check_contract(survey.templates, Contract(TEMPLATES), run.diagnostics)
    run.stop_on_errors(WRONG_USE)
    api, names = understand(survey.document, client, survey.previous, run)
    run.progress("rendering")
    options = PlanOptions(spec_name(survey.document), canonical=run.canonical)
    planned = plan(api, names, options, run.diagnostics)
    run.tally = tally(survey.document.root, api, run.diagnostics.items, run.excluded)
    rendered = render(planned, survey.templates, run.diagnostics)
    run.stop_on_errors(SPEC_ERRORS)
    run.stop_if_strict()
    run.progress("formatting")
    previous, folder = survey.previous, survey.folder
    owned = previous.files if previous else {}
    disk = folder.read({*owned, *(file.path for file in rendered)})
    files = format_files(rendered, previous, disk, client.formatter, run.diagnostics)
    lock = replace(
        survey.lock,
        files={file.path: file.entry for file in files if file.owned},
        api=api_facts(api, names.schemas),
        names=names_to_lock(names),
    )
    return Made(lock, _compare(client, previous, lock, files, disk))


def _compare(
    client: ClientConfig,
    previous: Lock | None,
    lock: Lock,
    files: tuple[FormattedFile, ...],
    disk: Mapping[str, str],
) -> DriftReport:
    sides = Sides(
        fresh={file.path: file.text for file in files},
        disk=disk,
        owned=previous.files.keys() if previous else frozenset(),
        edited=edited_files(previous, disk) if previous else frozenset(),
        once=frozenset(file.path for file in files if not file.owned),
    )
    found = changes(sides)
    causes, notes = find_causes(
        _recipe(previous) if previous else None,
        _recipe(lock),
        found,
        rerendered=previous is None or rerendered(previous, lock),
        moved=previous is None or moved(previous, lock),
    )
    return DriftReport(client.name, client.shown_output, found, causes, notes)


def _recipe(lock: Lock) -> Recipe:
    overlays = {
        key.removeprefix(OVERLAY): value
        for key, value in lock.inputs.items()
        if key.startswith(OVERLAY)
    }
    return Recipe(lock.inputs, lock.options, lock.templates, lock.api, overlays)


def _guard_edits(report: DriftReport, edits: Edits, run: Run) -> None:
    tell = run.diagnostics.warn if edits is Edits.KEEP else run.diagnostics.error
    for change in report.at_risk:
        message, code = _AT_RISK[change.kind]
        tell(code, message, at=Origin(f"{report.output}/{change.path}"))
    run.stop_on_errors(DRIFT)


_AT_RISK = {
    ChangeKind.EDITED: (
        "this generated file was edited by hand",
        Code.OUTPUT_EDITED,
    ),
    ChangeKind.IN_THE_WAY: (
        "a generated file goes here, and sdksmith did not write this one",
        Code.OUTPUT_IN_THE_WAY,
    ),
}


def _write(survey: Survey, made: Made, edits: Edits) -> WriteReport:
    keep = made.report.at_risk if edits is Edits.KEEP else ()
    kept = {change.path for change in keep}
    texts, stale, entries = {}, [], dict(made.lock.files)
    before = survey.previous.files if survey.previous else {}
    for path in kept:
        entries.pop(path, None)
        if path in before:
            entries[path] = before[path]
    for change in made.report.changes:
        if change.path not in kept and change.after is None:
            stale.append(change.path)
        elif change.path not in kept and change.after is not None:
            texts[change.path] = change.after
    return survey.folder.write(texts, stale, replace(made.lock, files=entries))
