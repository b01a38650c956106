"""The analyst's guide as a page of the site, from ``docs/guide.md``; its pictures come with it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sphinx.util import logging

from kscb_book.press.links import GUIDE
from kscb_book.press.markdown import html_of

log = logging.getLogger(__name__)
IMAGES = "_images"


def guide_page(app) -> Iterator[tuple[str, dict, str]]:
    """Return the page of the guide (``html-collect-pages``); a book without a guide has none."""
    path = Path(app.config.kscb_guide)
    if not path.is_file():
        return
    if taken := [page for page in app.env.found_docs if page.casefold() == GUIDE]:
        log.warning("this name is kept for the guide", location=taken[0], type="kscb", subtype="guide")
        return
    body, pictures = html_of(path.read_text(encoding="utf-8"), IMAGES)
    for name in pictures:
        target = Path(app.outdir, IMAGES, name)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path.with_name(name), target)
    yield GUIDE, {"title": "The analyst's guide", "kscb_body": body}, "guide.html"
