"""What narrative may say: the ``num`` and ``report`` roles and the ``{narrative}`` directive."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from kscb_book.face.record import Published
from kscb_book.face.register import UnknownFigure
from kscb_book.meaning.conditions import Faulty, holds
from kscb_book.press.changes import change_of, figures_of_change
from kscb_book.press.claims import read_claim, read_reported
from kscb_book.press.known import NO_WORD, Known, as_word
from kscb_book.press.library import library_of, note_use, report_text, signed_where
from kscb_book.press.narrative import Block, number_and_form, read_block, twin_of
from kscb_book.press.nodes import FINDING, SUMMARISED, number_node, recorded_text, stated_node, unreviewed_nodes
from kscb_book.press.notes import mark_nodes
from kscb_book.press.readings import tested_in
from kscb_book.press.telling import Told, figures_of, told_of_change, told_of_claim, told_of_reported
from kscb_book.review.items import stated_text
from kscb_book.source.sections import read_whole

log = logging.getLogger(__name__)
# While a block that is not reviewed is read, what does not hold in it is marked and no fault.
IN_UNREVIEWED = "kscb_in_unreviewed"
MARK = "[to be reviewed]"


class NumberRole(SphinxRole):
    """Prints a figure: ``{num}`lado.referrals` ``, or as a word: ``{num}`lado.referrals as word` ``."""

    def run(self):
        """Return the figure and its marks; an unknown id, or a word for a number that has none, is a warning."""
        name, form = number_and_form(self.text)
        try:
            figure = library_of(self.env).register.find(name)
        except UnknownFigure as unknown:
            return _faulty(self, str(unknown), "num")
        note_use(self.env, figure.id)
        text = figure.printed if form == "digits" else as_word(figure, form)
        if text is None:
            return _faulty(self, f"{figure.id} is {figure.printed}; {NO_WORD}", "num")
        return [number_node(text, figure.id), *mark_nodes(figure.marks)], []


def prints(text: str, figure: Published) -> bool:
    """Whether a text is how a figure is printed: in digits, with its marks or without, as a word, or its interval."""
    interval = figure.interval.printed if figure.interval else None
    forms = (figure.printed, figure.marked, as_word(figure, "word"), as_word(figure, "Word"), interval)
    return text.replace("\N{NO-BREAK SPACE}", " ") in forms


class ClaimRole(SphinxRole):
    """Prints words whose truth is tested: ``{claim}`fell <lado.referrals < lado.referrals[2015-16]>` ``."""

    def run(self):
        """Return the words; a claim that is not true, or cannot be read, is a warning."""
        register = library_of(self.env).register
        try:
            claim = read_claim(self.text)
            true = holds(claim.condition, Known(register))
        except Faulty as faulty:
            return _faulty(self, str(faulty), "claim")
        if not true:
            return _faulty(self, f"the claim {claim.words!r} is not true: {claim.text}", "claim")
        for figure in figures_of(claim.condition, Known(register)):
            note_use(self.env, figure.id)
        told = [*told_of_claim(self.text, register), _reviewed(self, "claim")]
        return [stated_node(claim.words, "claim", told, tested_in(self.text, register))], []


class ChangeRole(SphinxRole):
    """Prints rose, fell or did not change: ``{change}`lado.referrals` ``, or ``since`` a period."""

    def run(self):
        """Return the words; an unknown figure is a warning."""
        register = library_of(self.env).register
        try:
            words, told = change_of(self.text, register), told_of_change(self.text, register)
        except Faulty as faulty:
            return _faulty(self, str(faulty), "change")
        for figure in figures_of_change(self.text, register):
            note_use(self.env, figure.id)
        return [stated_node(words, "change", [*told, _reviewed(self, "change")])], []


class ReportedRole(SphinxRole):
    """Prints words that somebody reported and the workbook cannot test: ``{reported}`has fallen <the police>` ``."""

    def run(self):
        """Return the words; a source that is missing is a warning."""
        try:
            told = told_of_reported(self.text, library_of(self.env).register)
        except Faulty as faulty:
            return _faulty(self, str(faulty), "reported")
        told = [*told, _reviewed(self, "reported")]
        return [stated_node(read_reported(self.text)[0], "reported", told)], []


def _reviewed(role: SphinxRole, kind: str) -> Told:
    return "Review", (signed_where(role.env, stated_text(kind, role.text)),)


def _faulty(role: SphinxRole, message: str, kind: str):
    if role.env.temp_data.get(IN_UNREVIEWED):
        role.env.note_reread()  # it may hold once other chapters' figures have changed
        return [recorded_text(MARK)], []
    log.warning(message, location=role.get_location(), type="kscb", subtype=kind)
    return [nodes.Text("??")], []


class ReportRole(SphinxRole):
    """Prints what the workbook says of the report: ``{report}`board` ``, ``{report}`title` ``."""

    def run(self):
        """Return the text; an unknown item is a warning."""
        text = report_text(self.env, self.text)
        if text is None:
            return _faulty(self, f"the report has no item {self.text!r}", "report")
        return [recorded_text(text)], []


class NarrativeDirective(SphinxDirective):
    """Brings in the year's block of this name for this chapter, and notes the file as a dependency."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the block's nodes; a missing or faulty block is a warning for each fault."""
        chapter = Path(self.env.docname).name
        path = Path(
            self.config.kscb_data or Path(self.env.srcdir) / "data",
            self.config.kscb_year,
            "narrative",
            chapter,
            f"{self.arguments[0]}.md",
        )
        report = library_of(self.env).report
        if report and report.suppresses and twin_of(path).is_file():
            path = twin_of(path)
        if not path.is_file():
            self._missing(path)
            return []
        self.env.note_dependency(str(path))
        block = read_block(path)
        for line, problem in block.problems:
            log.warning(problem, location=f"{path}:{line}", type="kscb", subtype="narrative")
        made = [] if block.problems else self._made(path, block)
        if self.arguments[0] == read_whole("glance")["block"]:
            for node in (each for each in made if isinstance(each, nodes.Element)):
                node["classes"].append(SUMMARISED)
        return made

    def _missing(self, path: Path) -> None:
        told = {"location": self.get_location(), "type": "kscb", "subtype": "narrative"}
        log.warning(f"the narrative block {path.name} is missing", **told)

    def _made(self, path: Path, block: Block) -> list[nodes.Node]:
        if block.reviewed:
            return self._rendered(path, block.text)
        self.env.temp_data[IN_UNREVIEWED] = True
        try:
            made = self._rendered(path, block.text)
        finally:
            del self.env.temp_data[IN_UNREVIEWED]
        for reference in (each for node in made for each in node.findall(addnodes.pending_xref)):
            reference[IN_UNREVIEWED] = True
        return unreviewed_nodes(made)

    def _rendered(self, path: Path, text: str) -> list[nodes.Node]:
        # As MyST's own include does: while the block is read, places in messages are its own.
        renderer, document, reporter = self.state._renderer, self.state.document, self.state.document.reporter
        box = nodes.container()
        before = document["source"], reporter.source, getattr(reporter, "get_source_and_line", None)
        document["source"] = reporter.source = str(path)
        reporter.get_source_and_line = lambda line: (str(path), line)
        try:
            with renderer.current_node_context(box):
                renderer.nested_render_text(text, 0)
        finally:
            document["source"], reporter.source, reporter.get_source_and_line = before
        return box.children


class FindingDirective(NarrativeDirective):
    """Brings in what the chart after it shows, as a sentence above it; without one the chart has its name alone."""

    def run(self) -> list[nodes.Node]:
        """Return the block's nodes, its paragraphs marked as a finding; nothing where there is no such block."""
        made = super().run()
        for paragraph in (each for node in made for each in node.findall(nodes.paragraph)):
            paragraph["classes"].append(FINDING)
        return made

    def _missing(self, path: Path) -> None:
        pass


def mark_lost_reference(app, env, reference: addnodes.pending_xref, content) -> nodes.Node | None:
    """Return the mark for a reference that leads nowhere in a block to be reviewed (``missing-reference``)."""
    return recorded_text(MARK) if reference.get(IN_UNREVIEWED) else None
