"""What the fake client, and the routes of its operations, are called."""

from __future__ import annotations

from sdksmith.naming.word_sets import word_set
from sdksmith.python.blueprint import Blueprint

# What the runtime's fake has itself, which no resource may hide.
OWN = word_set("""
    answers_anything api assert_all_called async_client async_drain async_options calls
    client detail_route drain list_route options request route sleeps stream_route
    """)


def mock_name(blueprint: Blueprint) -> str:
    """The class of the fake client."""
    return f"Mock{blueprint.names.client.client}"


def route_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """The attributes of the fake that lead to the routes of a resource."""
    return tuple(
        f"{name}_" if name in OWN and not depth else name
        for depth, name in enumerate(path)
    )
