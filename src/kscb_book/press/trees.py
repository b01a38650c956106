"""The trees of pages that have been read, to look things up in: each is loaded once a build, and never changed.

Sphinx loads a whole page anew for whatever is asked of it, each reference to a table or chart among that.
"""

from docutils import nodes
from sphinx.domains.std import StandardDomain


def tree_of(env, page: str) -> nodes.document:
    """Return the tree of a page; who changes it changes it for all."""
    trees = vars(env.app).setdefault("kscb_trees", {})
    if page not in trees:
        trees[page] = env.get_doctree(page)
    return trees[page]


class LookedUp:
    """The environment of a build, for those who only look at the pages."""

    def __init__(self, env) -> None:
        self._env = env

    def __getattr__(self, name: str) -> object:
        return getattr(self._env, name)

    def get_doctree(self, page: str) -> nodes.document:
        """Return the tree of a page, as it is for all."""
        return tree_of(self._env, page)


class LookedUpDomain(StandardDomain):
    """Sphinx's own, for which a page that is referred to is loaded once."""

    def resolve_xref(self, env, *reference) -> nodes.Element | None:
        """Return what a reference leads to, or None."""
        return super().resolve_xref(LookedUp(env), *reference)
