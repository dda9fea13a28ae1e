"""Documents of a moderate size, in the folder that `SDKSMITH_CORPUS` names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from generating import client_of

from wire.outcomes import Blame
from wire.trying import tried

CORPUS = Path(os.environ["SDKSMITH_CORPUS"]).resolve()
DOCUMENTS = (
    *("adyen-checkout-v71.json", "docker-engine-swagger2.yaml", "figma.yaml"),
    *("frigate.yaml", "keycloak-22.json", "mistral.yaml", "qdrant.json"),
)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_client_is_at_fault(document: str, tmp_path: Path) -> None:
    name = f"{document.partition('.')[0].replace('-', '_')}_on_the_wire"
    folder = client_of(CORPUS / document, name, CORPUS).write(tmp_path)

    outcomes = list(tried(folder / name, CORPUS / document))

    assert [one for one in outcomes if one.blame is Blame.CLIENT] == []
    assert outcomes
