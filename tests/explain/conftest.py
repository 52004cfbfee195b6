from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.explain import Beside

if TYPE_CHECKING:
    from conftest import Built


@pytest.fixture(scope="session")
def beside(built: Built) -> Beside:
    """What lies beside the graph of the seeds."""
    return Beside(Path(built.path))
