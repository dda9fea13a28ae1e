"""Tells connections that they are in a child process now, where sockets are not theirs.

A connection that two processes write to is of use to neither.
"""

from __future__ import annotations

import os
import sys
from typing import Protocol
from weakref import WeakSet


class Forgetful(Protocol):
    """What holds sockets."""

    def forget(self) -> None:
        """Begin anew, and leave the sockets to the parent process."""
        ...


_HOLDERS: WeakSet[Forgetful] = WeakSet()


def tell_of_forks(holder: Forgetful) -> None:
    """Let this one forget its sockets in every child process."""
    _HOLDERS.add(holder)


def _forget() -> None:
    for holder in list(_HOLDERS):
        holder.forget()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget)
