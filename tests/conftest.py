"""What tests share: the real book's places, a clean environment, the real book built once a worker."""

from pathlib import Path

import pytest
from browsing import browser, open_page  # noqa: F401 (fixtures)

from kscb_book.places import Places

ROOT = Path(__file__).parent.parent
REFERENCE_YEAR = "2016-17"


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    """No test sees places that a person or another test has set."""
    for name in ("KSCB_ROOT", "KSCB_DATA", "KSCB_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def real() -> Places:
    """The places of the reference year in this checkout."""
    return Places(ROOT, ROOT / "data", REFERENCE_YEAR)


@pytest.fixture(scope="session")
def built(real, tmp_path_factory) -> Path:
    """The folder of the reference year's report, built once for all tests of a worker."""
    from kscb_book.press.book import build

    return build(real, tmp_path_factory.mktemp("built"), lambda *told: None)
