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


def pytest_terminal_summary(terminalreporter):
    """After a sweep: how many changes of each kind were tried, and how many were caught."""
    reports = [
        each for group in terminalreporter.stats.values() for each in group if getattr(each, "when", "") == "call"
    ]
    kinds = [told for each in reports for name, told in each.user_properties if name == "mutations"]
    if not kinds:
        return
    terminalreporter.section("what was changed, and what was caught")
    for kind, tried, caught in [*kinds, ("all", *(sum(each[place] for each in kinds) for place in (1, 2)))]:
        terminalreporter.line(f"{kind:<50}{tried:>7,}{caught:>7,}{caught / tried:>8.1%}")
