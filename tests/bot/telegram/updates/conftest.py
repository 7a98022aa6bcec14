"""A router that needs no news."""

from pathlib import Path

import pytest

from tests.support.echo import Echo


@pytest.fixture
def router(tmp_path: Path) -> Echo:
    return Echo(tmp_path)
