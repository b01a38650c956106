"""Markdown as the press will read it: the same syntax, as tokens with their lines; and the guide's, as HTML."""

from collections.abc import Iterator
from functools import cache, lru_cache


@cache
def _parser():
    # The parser of MyST (myst_parser.parsers.mdit) with every extension off, as _config.yml has it.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.myst_blocks import myst_block_plugin
    from mdit_py_plugins.myst_role import myst_role_plugin

    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).use(myst_block_plugin)
    return parser.use(myst_role_plugin).use(footnote_plugin).disable(["footnote_inline", "footnote_tail"])


@lru_cache(maxsize=1000)
def tokens_of(text: str) -> tuple[tuple[int, object], ...]:
    """Return the tokens of ``text``, blocks and what stands in their lines, each with its line."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[tuple[int, object]]:
    for token in _parser().parse(text):
        line = (token.map or [0])[0] + 1
        if token.type == "inline":
            yield from _within(token, line)
        else:
            yield line, token


def _within(token, line: int) -> Iterator[tuple[int, object]]:
    # A token in a line does not know where it stands, and may itself hold a line's end: follow the source.
    source, place = token.content, 0
    for child in token.children:
        start, end = _extent(child, source, place)
        yield line + source.count("\n", 0, start), child
        place = end


def _extent(child, source: str, place: int) -> tuple[int, int]:
    if child.type in ("softbreak", "hardbreak"):
        end = source.find("\n", place) + 1
        return place, end or place
    opening = f"{{{child.meta['name']}}}" if child.type == "myst_role" else child.markup
    if child.type in ("myst_role", "code_inline"):
        start = source.find(opening, place)
        first = start + len(opening)
        ticks = len(source) - first - len(source[first:].lstrip("`")) if child.type == "myst_role" else 0
        closing = "`" * ticks or opening
        return start, source.find(closing, first + ticks) + len(closing)
    start = source.find(child.content, place) if child.content else -1
    return (start, start + len(child.content)) if start >= 0 else (place, place)


def html_of(text: str, images: str) -> tuple[str, list[str]]:
    """Return a whole page of Markdown as HTML, and the names of its pictures, which then lie in ``images``.

    HTML in the text is shown as it stands. Headings have the anchors that ``#1-fill-in-the-workbook`` leads to; a
    block of code says of what kind it is.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.anchors import anchors_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(anchors_plugin, max_level=3)
    tokens, pictures = parser.parse(text), []
    for image in (child for token in tokens for child in token.children or () if child.type == "image"):
        pictures.append(image.attrs["src"])
        image.attrs["src"] = f"{images}/{image.attrs['src']}"
    return parser.renderer.render(tokens, parser.options, {}), pictures
