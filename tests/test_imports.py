"""The corridor: who may import whom. This table is the architecture; changing it is changing the house.

Data moves from source to press, imports point back, and each outside library enters by one door.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kscb_book

PACKAGE = Path(kscb_book.__file__).parent
DOCUMENT = {"docutils", "sphinx"}

# module -> the project's modules it may import, the outside libraries it may import
ALLOWED = {
    "__init__": (set(), set()),
    "findings": (set(), set()),
    "places": ({"findings"}, set()),
    # source
    "source": (set(), set()),
    "source.cells": (set(), set()),
    "source.symbols": (set(), set()),
    "source.periods": (set(), set()),
    "source.report": (set(), set()),
    "source.sections": (set(), set()),
    "source.measures": ({"source.sections"}, set()),
    "source.schema": ({"source.periods", "source.sections"}, set()),
    "source.texts": (set(), set()),
    "source.page": (set(), set()),
    "source.parts": ({"source.files"}, set()),
    "source.lists": ({"findings", "source.texts"}, set()),
    "source.glossary": ({"findings", "source.lists", "source.texts"}, set()),
    "source.rules": ({"source.sections"}, set()),
    "source.ledger": ({"source.measures", "source.periods", "source.rules"}, set()),
    "source.issues": (
        {"source.cells", "source.grid", "source.page", "source.schema", "source.texts", "source.values"},
        set(),
    ),
    "source.values": ({"source.measures", "source.symbols", "source.texts"}, set()),
    "source.files": ({"findings", "source.texts"}, set()),
    "source.grid": ({"source.cells", "source.page", "source.texts"}, set()),
    "source.details": ({"source.grid", "source.page", "source.schema", "source.texts"}, set()),
    "source.labels": ({"source.page", "source.periods", "source.schema", "source.texts"}, set()),
    "source.columns": ({"source.cells", "source.page", "source.symbols", "source.values"}, set()),
    "source.sheets": (
        {
            "source.columns",
            "source.details",
            "source.grid",
            "source.labels",
            "source.measures",
            "source.page",
            "source.periods",
            "source.schema",
            "source.symbols",
            "source.texts",
            "source.values",
        },
        set(),
    ),
    "source.workbook": (
        {
            "findings",
            "source.book",
            "source.cells",
            "source.details",
            "source.files",
            "source.issues",
            "source.page",
            "source.report",
            "source.schema",
            "source.sections",
            "source.sheets",
            "source.texts",
        },
        {"pandas"},
    ),
    "source.comparisons": ({"source.sections"}, set()),
    "source.folder": ({"findings", "source.texts"}, set()),
    "source.official": ({"findings", "source.comparisons", "source.symbols", "source.texts"}, set()),
    "source.authorities": ({"source.official"}, set()),
    "source.neighbours": ({"findings", "source.comparisons", "source.texts"}, set()),
    "source.phrases": ({"findings", "source.texts"}, set()),
    # disclosure
    "disclosure": (set(), set()),
    "disclosure.system": (set(), set()),
    "disclosure.quiet": (set(), set()),
    "disclosure.attack": ({"disclosure.quiet", "disclosure.system"}, {"numpy", "scipy"}),
    "disclosure.suppression": ({"disclosure.quiet", "disclosure.system"}, {"numpy", "scipy"}),
    "disclosure.given": (
        {"source.labels", "source.measures", "source.periods", "source.schema", "source.symbols", "source.workbook"},
        set(),
    ),
    "disclosure.relations": (
        {"disclosure.given", "disclosure.system", "source.ledger", "source.periods", "source.rules"},
        set(),
    ),
    "disclosure.primary": ({"disclosure.attack", "disclosure.given", "disclosure.system", "source.symbols"}, set()),
    "disclosure.linked": (
        {
            "disclosure.attack",
            "disclosure.given",
            "disclosure.primary",
            "disclosure.relations",
            "disclosure.system",
            "source.ledger",
            "source.rules",
            "source.sections",
        },
        set(),
    ),
    "disclosure.protect": (
        {
            "disclosure.attack",
            "disclosure.given",
            "disclosure.linked",
            "disclosure.primary",
            "disclosure.suppression",
            "disclosure.system",
            "findings",
            "source.workbook",
        },
        set(),
    ),
    "disclosure.unseen": ({"disclosure.records", "findings", "source.parts"}, set()),
    "disclosure.strength": ({"disclosure.attack", "disclosure.protect", "findings"}, set()),
    "disclosure.records": ({"findings", "source.cells", "source.page"}, set()),
    "disclosure.opened": (
        {
            "disclosure.given",
            "disclosure.linked",
            "disclosure.protect",
            "disclosure.records",
            "disclosure.unseen",
            "findings",
            "places",
            "source.parts",
            "source.periods",
            "source.report",
            "source.workbook",
        },
        set(),
    ),
    "disclosure.formers": (
        {"disclosure.opened", "findings", "places", "source.earlier", "source.periods", "source.report"},
        set(),
    ),
    "source.earlier": ({"source.workbook"}, set()),
    "source.book": ({"source.page"}, {"openpyxl"}),
    # meaning
    "meaning": (set(), set()),
    "meaning.printing": ({"source.measures", "source.symbols"}, set()),
    "meaning.figures": (
        {
            "meaning.intervals",
            "meaning.printing",
            "source.cells",
            "source.measures",
            "source.periods",
            "source.symbols",
        },
        set(),
    ),
    "meaning.conditions": (set(), set()),
    "meaning.combinations": ({"meaning.figures", "meaning.intervals", "source.measures", "source.symbols"}, set()),
    "meaning.particulars": (set(), set()),
    "meaning.intervals": (set(), {"scipy"}),
    "meaning.policy": ({"meaning.intervals"}, set()),
    "meaning.trend": ({"meaning.control", "meaning.policy", "meaning.printing", "source.periods"}, set()),
    "meaning.counted": ({"meaning.combinations", "meaning.figures", "meaning.intervals", "source.symbols"}, set()),
    "meaning.control": (
        {
            "meaning.combinations",
            "meaning.figures",
            "meaning.printing",
            "source.measures",
            "source.periods",
            "source.symbols",
        },
        set(),
    ),
    "meaning.funnel": ({"meaning.combinations"}, {"scipy"}),
    "meaning.inheritance": ({"meaning.discrepancies", "meaning.figures", "meaning.known_issues"}, set()),
    "meaning.history": (
        {"meaning.figures", "meaning.inheritance", "source.earlier", "source.periods", "source.symbols"},
        set(),
    ),
    "meaning.edition": (
        {
            "meaning.counted",
            "meaning.figures",
            "meaning.history",
            "meaning.inheritance",
            "meaning.known_issues",
            "meaning.origins",
            "meaning.particulars",
            "meaning.printing",
            "meaning.reconciliation",
            "source.earlier",
            "source.labels",
            "source.measures",
            "source.periods",
            "source.report",
            "source.schema",
            "source.symbols",
            "source.workbook",
        },
        set(),
    ),
    "meaning.glance": (
        {
            "meaning.combinations",
            "meaning.control",
            "meaning.edition",
            "meaning.figures",
            "meaning.policy",
            "meaning.trend",
            "source.measures",
            "source.periods",
            "source.sections",
            "source.symbols",
        },
        set(),
    ),
    "meaning.origins": ({"meaning.figures", "source.earlier", "source.workbook"}, set()),
    "meaning.method": (
        {
            "meaning.agreement",
            "meaning.combinations",
            "meaning.control",
            "meaning.intervals",
            "meaning.printing",
            "source.symbols",
        },
        set(),
    ),
    "meaning.agreement": (set(), set()),
    "meaning.discrepancies": (
        {
            "meaning.agreement",
            "meaning.figures",
            "meaning.printing",
            "source.measures",
            "source.rules",
            "source.symbols",
        },
        set(),
    ),
    "meaning.reconciliation_sums": (
        {
            "meaning.agreement",
            "meaning.discrepancies",
            "meaning.figures",
            "source.ledger",
            "source.periods",
            "source.rules",
        },
        set(),
    ),
    "meaning.reconciliation_ratios": (
        {
            "meaning.agreement",
            "meaning.combinations",
            "meaning.discrepancies",
            "meaning.figures",
            "source.ledger",
            "source.periods",
            "source.rules",
        },
        set(),
    ),
    "meaning.reconciliation_repeats": (
        {
            "meaning.agreement",
            "meaning.discrepancies",
            "meaning.figures",
            "source.ledger",
            "source.periods",
            "source.rules",
            "source.symbols",
        },
        set(),
    ),
    "meaning.reconciliation": (
        {
            "meaning.discrepancies",
            "meaning.figures",
            "meaning.reconciliation_ratios",
            "meaning.reconciliation_repeats",
            "meaning.reconciliation_sums",
            "source.ledger",
            "source.rules",
        },
        set(),
    ),
    "meaning.numerals": ({"source.periods", "source.sections"}, set()),
    "meaning.known_issues": (
        {
            "meaning.discrepancies",
            "meaning.figures",
            "meaning.numerals",
            "meaning.printing",
            "source.issues",
            "source.rules",
        },
        set(),
    ),
    # face
    "face": (set(), set()),
    "face.style": (set(), {"matplotlib"}),
    "face.arrangement": ({"meaning.figures", "source.measures", "source.periods"}, set()),
    "face.tables": ({"face.arrangement", "meaning.figures", "source.symbols"}, set()),
    "face.particulars": ({"face.tables", "meaning.particulars", "source.symbols"}, set()),
    "face.charts": ({"face.style", "face.tables", "meaning.figures", "source.symbols"}, {"matplotlib", "seaborn"}),
    "face.bars": ({"face.arrangement", "face.charts", "face.style", "face.tables", "meaning.figures"}, {"seaborn"}),
    "face.lines": (
        {"face.charts", "face.style", "face.tables", "meaning.combinations", "meaning.figures"},
        {"seaborn"},
    ),
    "face.benchmarks": ({"face.arrangement", "face.charts", "face.style", "face.tables", "meaning.figures"}, set()),
    "face.funnel": ({"face.charts", "face.style", "meaning.funnel", "meaning.printing"}, set()),
    "face.control": ({"face.charts", "face.style", "face.tables", "meaning.control", "meaning.figures"}, set()),
    "face.structure": (
        {"face.charts", "face.particulars", "face.style", "meaning.particulars", "source.symbols"},
        set(),
    ),
    "face.record": (
        {
            "face.charts",
            "face.intervals",
            "face.tables",
            "meaning.figures",
            "meaning.printing",
            "source.cells",
            "source.report",
        },
        {"IPython"},
    ),
    "face.terms": ({"face.record", "face.tables"}, set()),
    "face.sparkline": ({"face.charts", "face.style", "face.tables", "meaning.figures"}, set()),
    "face.glance": ({"face.record", "face.tables", "face.terms"}, set()),
    "face.glimpses": (
        {
            "face.glance",
            "face.sparkline",
            "face.tables",
            "face.terms",
            "meaning.edition",
            "meaning.figures",
            "meaning.glance",
            "meaning.policy",
            "source.periods",
            "source.sections",
            "source.symbols",
        },
        set(),
    ),
    "face.about": (
        {
            "face.tables",
            "face.terms",
            "meaning.control",
            "meaning.discrepancies",
            "meaning.edition",
            "meaning.figures",
            "meaning.history",
            "meaning.known_issues",
            "meaning.method",
            "meaning.origins",
            "source.cells",
            "source.measures",
            "source.schema",
            "source.sections",
            "source.symbols",
        },
        set(),
    ),
    "face.register": ({"face.record", "source.periods"}, set()),
    "face.listing": ({"face.record", "face.register"}, set()),
    "face.intervals": ({"meaning.figures", "meaning.printing"}, set()),
    # the door for notebooks
    "chapter": (
        {
            "disclosure.formers",
            "disclosure.opened",
            "face.about",
            "face.bars",
            "face.benchmarks",
            "face.control",
            "face.glance",
            "face.glimpses",
            "face.lines",
            "face.particulars",
            "face.record",
            "face.structure",
            "face.tables",
            "face.terms",
            "meaning.combinations",
            "meaning.control",
            "meaning.edition",
            "meaning.figures",
            "meaning.particulars",
            "places",
        },
        set(),
    ),
    # audit: it shares no code with the figures it judges
    "audit": (set(), set()),
    "audit.numbers": (set(), set()),
    "audit.cells": ({"audit.numbers", "source.sections"}, {"openpyxl"}),
    "audit.history": ({"audit.cells", "source.sections"}, set()),
    "audit.expected": ({"audit.cells", "audit.intervals", "audit.limits", "audit.numbers", "source.sections"}, set()),
    "audit.pages": (set(), set()),
    "audit.paper": ({"audit.pages"}, {"pikepdf"}),
    "audit.alternatives": ({"audit.expected", "audit.numbers"}, set()),
    "audit.built": ({"audit.alternatives", "audit.glance", "audit.pages", "audit.paper"}, set()),
    "audit.judge": (
        {
            "audit.alternatives",
            "audit.built",
            "audit.cells",
            "audit.expected",
            "audit.glance",
            "audit.numbers",
            "audit.pages",
            "findings",
        },
        set(),
    ),
    "audit.glance": ({"audit.cells", "audit.expected"}, set()),
    "audit.limits": ({"audit.numbers"}, set()),
    "audit.intervals": (set(), set()),
    # press
    "press": (set(), set()),
    "press.audited": (
        {
            "audit.built",
            "audit.history",
            "audit.judge",
            "findings",
            "places",
            "press.digests",
            "press.former",
            "press.papers",
        },
        set(),
    ),
    "press.former": ({"disclosure.formers", "disclosure.opened", "findings", "places"}, set()),
    "press.contents": ({"findings", "places"}, {"yaml"}),
    "press.markdown": (set(), {"markdown_it", "mdit_py_plugins"}),
    "press.prose": ({"press.markdown"}, set()),
    "press.narrative": ({"findings", "press.markdown", "press.prose"}, set()),
    "press.blocks": (
        {"disclosure.opened", "findings", "places", "press.contents", "press.narrative", "source.sections"},
        set(),
    ),
    "press.persons": (
        {
            "disclosure.opened",
            "findings",
            "places",
            "press.blocks",
            "press.contents",
            "press.narrative",
            "source.sections",
        },
        set(),
    ),
    "press.plain": ({"face.glance", "face.record", "findings", "places", "press.contents"}, set()),
    "press.unprinted": ({"face.register", "findings", "press.narrative", "source.symbols", "source.workbook"}, set()),
    "press.known": (
        {"face.record", "face.register", "meaning.conditions", "meaning.printing", "source.periods"},
        set(),
    ),
    "press.changes": (
        {
            "face.intervals",
            "face.record",
            "face.register",
            "meaning.conditions",
            "meaning.intervals",
            "meaning.policy",
            "meaning.printing",
            "meaning.trend",
            "press.known",
            "source.measures",
            "source.periods",
        },
        set(),
    ),
    "press.wording": (
        {"face.record", "meaning.conditions", "press.changes", "press.known", "source.measures", "source.sections"},
        set(),
    ),
    "press.claims": (
        {"face.record", "face.register", "meaning.conditions", "press.changes", "press.known", "press.wording"},
        set(),
    ),
    "press.abbreviations": (
        {
            "findings",
            "places",
            "press.blocks",
            "press.contents",
            "press.markdown",
            "press.narrative",
            "source.glossary",
            "source.report",
        },
        set(),
    ),
    "press.readings": (
        {"face.register", "meaning.conditions", "meaning.numerals", "press.claims", "press.known", "press.markdown"},
        set(),
    ),
    "press.telling": (
        {"face.record", "face.register", "meaning.conditions", "press.changes", "press.claims", "press.known"},
        set(),
    ),
    "press.typed": ({"face.record", "face.register", "meaning.numerals", "press.readings", "source.phrases"}, set()),
    "press.trusted": (
        {
            "face.benchmarks",
            "face.record",
            "face.register",
            "press.typed",
            "source.phrases",
            "source.report",
            "source.schema",
            "source.symbols",
        },
        set(),
    ),
    "press.typed_check": (
        {
            "face.register",
            "findings",
            "places",
            "press.blocks",
            "press.contents",
            "press.narrative",
            "press.readings",
            "press.typed",
            "source.phrases",
        },
        set(),
    ),
    "press.reading": ({"press.markdown", "press.narrative"}, set()),
    "press.period_names": ({"source.periods"}, set()),
    "press.printings": (
        {
            "face.record",
            "face.register",
            "press.narrative",
            "press.period_names",
            "press.reading",
            "source.measures",
            "source.periods",
            "source.phrases",
        },
        set(),
    ),
    "press.measure_names": ({"press.printings", "press.reading", "source.measures", "source.sections"}, set()),
    "press.category_names": ({"face.record", "press.printings", "source.measures"}, set()),
    "press.sentences": (
        {
            "face.register",
            "press.category_names",
            "press.measure_names",
            "press.narrative",
            "press.period_names",
            "press.printings",
            "source.periods",
            "source.phrases",
        },
        set(),
    ),
    "press.statements": ({"press.narrative", "press.reading", "source.phrases", "source.sections"}, set()),
    "press.writing": (
        {"face.register", "press.narrative", "press.reading", "press.sentences", "press.statements", "source.phrases"},
        set(),
    ),
    "press.counts": (
        {
            "face.record",
            "face.register",
            "meaning.conditions",
            "press.changes",
            "press.claims",
            "press.known",
            "press.narrative",
            "source.measures",
        },
        set(),
    ),
    "press.check": (
        {
            "disclosure.opened",
            "disclosure.records",
            "disclosure.strength",
            "face.register",
            "findings",
            "places",
            "press.abbreviations",
            "press.blocks",
            "press.claims",
            "press.contents",
            "press.counts",
            "press.former",
            "press.known",
            "press.narrative",
            "press.persons",
            "press.plain",
            "press.reconciled",
            "press.unprinted",
            "press.words_check",
            "source.report",
        },
        set(),
    ),
    "press.reconciled": (
        {"disclosure.opened", "findings", "meaning.discrepancies", "meaning.edition", "places"},
        set(),
    ),
    "press.official_numbers": (
        {
            "meaning.agreement",
            "meaning.combinations",
            "meaning.printing",
            "source.comparisons",
            "source.official",
            "source.symbols",
        },
        set(),
    ),
    "press.official_check": (
        {
            "disclosure.opened",
            "findings",
            "meaning.agreement",
            "meaning.edition",
            "meaning.figures",
            "meaning.printing",
            "places",
            "press.official_numbers",
            "source.comparisons",
            "source.folder",
            "source.official",
            "source.symbols",
        },
        set(),
    ),
    "press.official_words": (
        {
            "findings",
            "meaning.agreement",
            "meaning.printing",
            "places",
            "press.official_check",
            "press.official_numbers",
        },
        set(),
    ),
    "press.comparison": (
        {
            "face.funnel",
            "findings",
            "meaning.funnel",
            "meaning.printing",
            "places",
            "press.outputs",
            "source.comparisons",
            "source.folder",
            "source.measures",
            "source.official",
            "source.symbols",
            "source.workbook",
        },
        set(),
    ),
    "press.chapters": ({"findings", "places", "press.contents", "press.kernels"}, {"papermill", "traitlets"}),
    "press.kernels": (set(), {"jupyter_client", "traitlets"}),
    "press.accept": ({"face.record", "findings", "places", "press.chapters", "press.contents"}, set()),
    "press.notes": ({"source.symbols"}, DOCUMENT),
    "press.nodes": ({"face.charts", "face.tables", "face.terms", "press.notes"}, DOCUMENT),
    "press.glance_nodes": ({"face.glance", "face.terms", "press.nodes", "press.notes"}, DOCUMENT),
    "press.renderer": (
        {"face.glance", "face.record", "face.terms", "press.glance_nodes", "press.library", "press.nodes"},
        DOCUMENT,
    ),
    "press.library": ({"face.record", "face.register", "source.report"}, DOCUMENT),
    "press.roles": (
        {
            "face.record",
            "face.register",
            "meaning.conditions",
            "press.changes",
            "press.claims",
            "press.known",
            "press.library",
            "press.narrative",
            "press.nodes",
            "press.notes",
            "press.readings",
            "press.telling",
            "source.sections",
        },
        DOCUMENT,
    ),
    "press.printed": (
        {"face.glance", "face.record", "face.terms", "press.nodes", "press.notes", "press.readings"},
        DOCUMENT,
    ),
    "press.typed_pages": (
        {
            "face.record",
            "press.library",
            "press.nodes",
            "press.printed",
            "press.trusted",
            "press.typed",
            "source.phrases",
        },
        DOCUMENT,
    ),
    "press.terms": ({"press.abbreviations", "press.nodes", "source.glossary"}, DOCUMENT),
    "press.links": ({"face.record"}, set()),
    "press.page": ({"press.glance_nodes", "press.library", "press.links", "press.nodes"}, DOCUMENT),
    "press.figures_page": ({"face.record", "press.library", "press.links", "press.nodes"}, DOCUMENT),
    "press.papers": ({"findings", "press.pdf", "source.sections"}, set()),
    "press.pdf": ({"findings"}, {"pikepdf", "typst"}),
    "press.typst_markup": (set(), set()),
    "press.typst_fit": (set(), set()),
    "press.typst_labels": (set(), DOCUMENT),
    "press.typst_nodes": (set(), DOCUMENT),
    "press.typst_tables": ({"press.typst_fit", "press.typst_markup"}, DOCUMENT),
    "press.typst_writer": (
        {"press.nodes", "press.typst_labels", "press.typst_markup", "press.typst_nodes", "press.typst_tables"},
        DOCUMENT,
    ),
    "press.appendix": ({"face.record", "face.register", "press.nodes", "press.typst_tables", "source.cells"}, DOCUMENT),
    "press.summary": (
        {
            "press.glance_nodes",
            "press.library",
            "press.nodes",
            "press.typst_builder",
            "press.typst_labels",
            "press.typst_markup",
            "press.typst_nodes",
        },
        DOCUMENT,
    ),
    "press.typst_builder": (
        {
            "press.appendix",
            "press.library",
            "press.pdf",
            "press.renderer",
            "press.typst_labels",
            "press.typst_markup",
            "press.typst_writer",
            "source.report",
        },
        DOCUMENT,
    ),
    "press.extension": (
        {
            "press.figures_page",
            "press.guide_page",
            "press.library",
            "press.nodes",
            "press.notes",
            "press.page",
            "press.roles",
            "press.summary",
            "press.terms",
            "press.typed_pages",
            "press.typst_builder",
        },
        DOCUMENT,
    ),
    "press.site": (
        {"face.register", "findings", "places", "press.contents", "press.papers", "source.report"},
        DOCUMENT | {"jupyter_book"},
    ),
    "press.digests": (
        {
            "disclosure.formers",
            "disclosure.opened",
            "meaning.edition",
            "places",
            "press.former",
            "source.workbook",
        },
        set(),
    ),
    "press.inputs": (
        {"disclosure.opened", "places", "press.contents", "press.digests", "press.narrative"},
        set(),
    ),
    "press.outputs": ({"face.record", "face.register", "press.digests", "source.report"}, set()),
    "press.book": (
        {
            "face.record",
            "face.register",
            "findings",
            "places",
            "press.audited",
            "press.chapters",
            "press.check",
            "press.contents",
            "press.extension",
            "press.inputs",
            "press.outputs",
            "press.papers",
            "press.site",
            "source.report",
        },
        set(),
    ),
    "press.words_check": (
        {
            "face.register",
            "findings",
            "places",
            "press.blocks",
            "press.contents",
            "press.narrative",
            "press.trusted",
            "press.typed_check",
            "press.writing",
            "source.phrases",
        },
        set(),
    ),
    "press.guide_page": ({"press.links", "press.markdown"}, DOCUMENT),
    # the analyst's desk
    "desk": (set(), set()),
    "desk.findings_workbook": (
        {
            "desk.links_out",
            "desk.progress",
            "desk.sheets_out",
            "desk.writing",
            "disclosure.opened",
            "findings",
            "places",
        },
        set(),
    ),
    "desk.links_out": ({"findings", "places"}, set()),
    "desk.progress": (
        {
            "findings",
            "places",
            "press.blocks",
            "press.check",
            "press.claims",
            "press.contents",
            "press.narrative",
            "source.cells",
            "source.workbook",
        },
        set(),
    ),
    "desk.progress_words": ({"desk.progress"}, set()),
    "desk.sheets_out": (set(), {"openpyxl"}),
    "desk.filled_workbook": ({"desk.sheet_xml"}, set()),
    "desk.import_words": (
        {
            "desk.official_import",
            "desk.official_texts",
            "desk.wanted_cells",
            "meaning.printing",
            "places",
            "press.official_numbers",
            "press.official_words",
            "source.texts",
        },
        set(),
    ),
    "desk.neighbour_numbers": (
        {"meaning.agreement", "meaning.printing", "press.official_numbers", "source.comparisons", "source.neighbours"},
        set(),
    ),
    "desk.official_files": (
        {
            "desk.neighbour_numbers",
            "findings",
            "press.official_numbers",
            "source.authorities",
            "source.comparisons",
            "source.folder",
            "source.neighbours",
            "source.official",
        },
        set(),
    ),
    "desk.official_import": (
        {
            "desk.filled_workbook",
            "desk.neighbour_numbers",
            "desk.official_files",
            "desk.official_texts",
            "desk.wanted_cells",
            "desk.writing",
            "findings",
            "meaning.agreement",
            "meaning.printing",
            "places",
            "press.official_numbers",
            "source.comparisons",
            "source.files",
            "source.schema",
            "source.symbols",
            "source.texts",
            "source.values",
            "source.workbook",
        },
        set(),
    ),
    # the desk: what helps to prepare a year
    "desk.limits": ({"desk.sheets_out", "source.measures", "source.sections"}, set()),
    "desk.former": ({"meaning.edition", "meaning.figures", "source.periods", "source.workbook"}, set()),
    "desk.fresh_table": (
        {
            "desk.former",
            "desk.limits",
            "desk.sheets_out",
            "desk.years_on",
            "meaning.figures",
            "source.details",
            "source.measures",
            "source.periods",
            "source.schema",
            "source.sections",
            "source.symbols",
            "source.workbook",
        },
        set(),
    ),
    # desk: what helps an analyst beside the report
    "desk.differences": (
        {
            "face.record",
            "face.register",
            "meaning.policy",
            "press.changes",
            "press.known",
            "source.cells",
            "source.periods",
        },
        set(),
    ),
    "desk.words": (set(), set()),
    "desk.writing": ({"findings"}, set()),
    "desk.editions": (
        {
            "desk.differences",
            "disclosure.opened",
            "findings",
            "places",
            "press.contents",
            "press.narrative",
            "press.plain",
            "source.cells",
            "source.details",
            "source.schema",
            "source.workbook",
        },
        set(),
    ),
    "desk.fresh_workbook": (
        {
            "desk.former",
            "desk.fresh_table",
            "desk.limits",
            "desk.sheets_out",
            "source.details",
            "source.periods",
            "source.report",
            "source.schema",
            "source.sections",
            "source.symbols",
        },
        set(),
    ),
    "desk.years_on": ({"source.periods"}, set()),
    "desk.fresh_blocks": (
        {
            "desk.years_on",
            "face.register",
            "findings",
            "places",
            "press.blocks",
            "press.contents",
            "press.narrative",
            "press.readings",
            "press.typed",
            "source.measures",
            "source.phrases",
        },
        set(),
    ),
    "desk.new_year": (
        {
            "desk.former",
            "desk.fresh_blocks",
            "desk.fresh_workbook",
            "desk.years_on",
            "findings",
            "places",
            "source.report",
            "source.schema",
            "source.sections",
            "source.texts",
            "source.workbook",
        },
        set(),
    ),
    "desk.official_texts": (
        {
            "desk.official_files",
            "desk.wanted_cells",
            "press.official_numbers",
            "source.comparisons",
            "source.page",
            "source.schema",
            "source.symbols",
            "source.texts",
        },
        set(),
    ),
    "desk.sheet_xml": ({"source.cells"}, set()),
    "desk.wanted_cells": (
        {
            "findings",
            "press.official_numbers",
            "source.cells",
            "source.comparisons",
            "source.details",
            "source.grid",
            "source.measures",
            "source.page",
            "source.periods",
            "source.schema",
            "source.texts",
        },
        set(),
    ),
    "desk.difference_words": ({"desk.differences", "face.record", "meaning.printing"}, set()),
    "desk.difference_table": (
        {
            "desk.difference_words",
            "desk.differences",
            "desk.writing",
            "face.record",
            "meaning.printing",
            "press.outputs",
        },
        set(),
    ),
    "desk.difference_page": (
        {"desk.difference_words", "desk.differences", "desk.words", "desk.writing", "face.record"},
        set(),
    ),
    "desk.sources": ({"findings", "places", "press.inputs", "source.files"}, set()),
    "desk.preview": ({"findings"}, set()),
    "desk.watch": (
        {
            "desk.preview",
            "desk.sources",
            "findings",
            "places",
            "press.book",
            "press.contents",
            "press.extension",
            "press.inputs",
        },
        set(),
    ),
    "desk.comparators": (
        {
            "desk.former",
            "findings",
            "meaning.edition",
            "meaning.figures",
            "places",
            "source.periods",
            "source.workbook",
        },
        set(),
    ),
    # the door for analysts
    "cli_desk": (
        {
            "desk.difference_page",
            "desk.difference_table",
            "desk.difference_words",
            "desk.differences",
            "desk.editions",
            "desk.new_year",
            "desk.watch",
            "places",
            "source.periods",
            "terminal",
        },
        {"typer"},
    ),
    "terminal": (set(), {"rich"}),
    "cli_options": (set(), {"typer"}),
    "cli": (
        {
            "cli_desk",
            "cli_options",
            "desk.comparators",
            "desk.findings_workbook",
            "desk.import_words",
            "desk.official_import",
            "desk.progress",
            "desk.progress_words",
            "face.listing",
            "findings",
            "places",
            "press.audited",
            "press.book",
            "press.check",
            "press.comparison",
            "press.contents",
            "press.official_words",
            "press.reconciled",
            "terminal",
        },
        {"typer"},
    ),
}

# What a command loads before it knows what to do: nothing that is slow to import.
SLOW = {
    *(
        "IPython",
        "jupyter_book",
        "matplotlib",
        "openpyxl",
        "pandas",
        "papermill",
        "pikepdf",
        "scipy",
        "seaborn",
        "sphinx",
        "typst",
    ),
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules = {f"{node.module}.{alias.name}" for alias in node.names}
            known = {f"kscb_book.{name}" for name in MODULES}
            found |= (modules & known) | ({node.module} if not modules <= known else set())
    return found


def test_every_module_has_its_line_and_every_line_its_module():
    assert set(ALLOWED) == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_it_may(module):
    ours, outside = ALLOWED[module]
    imported = imports_of(MODULES[module])
    own = {name.removeprefix("kscb_book.") for name in imported if name.startswith("kscb_book")}
    foreign = {
        name.partition(".")[0] for name in imported if not name.startswith("kscb_book")
    } - sys.stdlib_module_names
    assert own <= ours, f"import crimes of {module}: {sorted(own - ours)}"
    assert foreign <= outside, f"import crimes of {module}: {sorted(foreign - outside)}"


def test_a_line_allows_no_more_than_is_used():
    for module, path in MODULES.items():
        imported = imports_of(path)
        own, foreign = (
            {name.removeprefix("kscb_book.") for name in imported},
            {name.partition(".")[0] for name in imported},
        )
        assert ALLOWED[module][0] <= own, module
        assert ALLOWED[module][1] - foreign <= DOCUMENT, module


def test_no_module_looks_ahead():
    order = ["source", "disclosure", "meaning", "face", "press", "desk"]
    for module, (ours, _) in ALLOWED.items():
        room = module.partition(".")[0]
        if room in order:
            ahead = {name for name in ours if name.partition(".")[0] in order[order.index(room) + 1 :]}
            assert not ahead, module


def test_the_audit_shares_no_code_with_what_it_judges():
    for module, (ours, _) in ALLOWED.items():
        if module.startswith("audit."):
            assert {name for name in ours if not name.startswith("audit.")} <= {"findings", "source.sections"}, module


def test_a_command_starts_without_what_it_may_not_need():
    code = "import sys, kscb_book.cli; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not SLOW & set(loaded)
