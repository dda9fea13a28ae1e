"""Models in many threads: first use at once, and no growth however often they are used."""

from __future__ import annotations

import gc
import importlib
import os
import resource
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from threading import Barrier
from types import ModuleType
from typing import Annotated

import pytest
from _runtime.decode import decode
from _runtime.models import Model
from _runtime.unions import Tagged, UnknownVariant
from places import RUNTIME

THREADS = 8
MODELS = 40
MEGABYTE = 1_000_000

CHAIN = """
from __future__ import annotations

from _runtime.models import Model
"""
LINK = """
class Link{number}(Model):
    next: Link{next} | None = None
    name: str
"""


class Cat(Model):
    t: str
    x: int | None = None


class Dog(Model):
    t: str
    y: str | None = None


class Owner(Model):
    id: int
    pets: list[Annotated[Cat | Dog | UnknownVariant, Tagged("t", {"a": Cat, "b": Dog})]]


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Models that refer to each other in a circle, none of them used yet."""
    links = [LINK.format(number=n, next=(n + 1) % MODELS) for n in range(MODELS)]
    (tmp_path / "chain_sample.py").write_text(CHAIN + "".join(links), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "chain_sample", raising=False)
    return importlib.import_module("chain_sample")


def test_many_threads_may_be_the_first_to_use_models(chain: ModuleType) -> None:
    barrier = Barrier(THREADS)

    def used(thread: int) -> list[str]:
        barrier.wait()
        found = []
        for step in range(MODELS):
            kind = getattr(chain, f"Link{(step + thread * 5) % MODELS}")
            made = kind.from_dict({"name": "a", "next": {"name": "b"}}, strict=True)
            found.append(made.next.name)
        return found

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(used, range(THREADS)))

    assert answers == [["b"] * MODELS] * THREADS


def lists(size: int) -> bytes:
    item = b'{"id":1,"pets":[{"t":"a","x":1},{"t":"b","y":"q"}],"new":true}'
    return b"[" + b",".join([item] * (size // len(item))) + b"]"


def decode_often(pool: ThreadPoolExecutor, body: bytes, times: int) -> None:
    """Decode the body so many times in each thread, as a form made anew."""

    def often(_: int) -> None:
        for _ in range(times):
            decode(list[Owner], body)

    list(pool.map(often, range(THREADS)))


def test_decoding_keeps_nothing() -> None:
    body = lists(MEGABYTE // 50)
    with ThreadPoolExecutor(THREADS) as pool:
        decode_often(pool, body, 3)
        tracemalloc.start()
        decode_often(pool, body, 1)
        kept = [_kept()]
        for _ in range(3):
            decode_often(pool, body, 10)
            kept.append(_kept())
        tracemalloc.stop()

    # Coverage keeps what it counts, once; what is kept for good grows each time.
    assert min(after - before for before, after in pairwise(kept)) < MEGABYTE // 50


def _kept() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.slow
def test_a_thousand_large_answers_in_threads_leave_no_memory_behind() -> None:
    path = os.pathsep.join([str(RUNTIME.parent), *sys.path])

    done = subprocess.run(
        [sys.executable, __file__],
        env=os.environ | {"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )

    assert int(done.stdout) < 5 * MEGABYTE


def main() -> None:
    """Print by how many bytes a process grows over the thousand."""
    body = lists(MEGABYTE)
    with ThreadPoolExecutor(THREADS) as pool:
        decode_often(pool, body, 40)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        decode_often(pool, body, 1000 // THREADS)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(str((after - before) * 1024))


if __name__ == "__main__":
    main()
