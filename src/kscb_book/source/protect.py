"""The one seam for disclosure control: it lies before anything is computed, so nothing later can leak."""

from kscb_book.findings import refused
from kscb_book.source.workbook import Workbook

AS_PUBLISHED = "As published"


def protect(workbook: Workbook, shown: str) -> Workbook:
    """Return the workbook that may be published under its disclosure policy.

    Under ``As published`` every count stands as it was published, so the workbook is returned as it is.
    Any other policy raises InputRefused: a count is never printed under a promise that is not kept.
    """
    policy = workbook.report.disclosure
    if policy != AS_PUBLISHED:
        raise refused(
            shown, "Report", f"Disclosure policy: this version of the book cannot yet protect counts under {policy!r}"
        )
    return workbook
