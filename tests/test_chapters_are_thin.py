"""A chapter's code cells read like sentences a reviewer can check; plumbing lives in the package."""

import ast
import json

import pytest
from conftest import ROOT

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))
MOST_LINES = 5
TOO_CLEVER = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.If,
    ast.With,
    ast.Try,
    ast.Lambda,
    ast.ListComp,
    ast.DictComp,
    ast.SetComp,
    ast.GeneratorExp,
    ast.IfExp,
    ast.BinOp,
)
CALLS_NOT_MADE_HERE = {"open", "eval", "exec", "__import__", "display", "print"}


def cells(path, kind):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell):
    return "".join(cell["source"])


def test_there_are_chapters():
    assert [path.stem for path in CHAPTERS] == ["06-performance", "11-lado", "12-finance", "about-the-data", "index"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
class TestChapter:
    def test_begins_with_its_title_its_parameters_and_the_year_opened(self, path):
        (title,) = cells(path, "markdown")[:1]
        parameters, opening = cells(path, "code")[:2]
        assert source(title).startswith("# ") and len(source(title).split("\n\n")) == 2
        assert source(parameters) == 'year = "2016-17"' and parameters["metadata"]["tags"] == ["parameters"]
        assert "open_year(year)" in source(opening)

    def test_is_thin(self, path):
        for cell in cells(path, "code"):
            lines = [line for line in source(cell).splitlines() if line and not line.startswith("from kscb_book")]
            assert len(lines) <= MOST_LINES, source(cell)
            for node in ast.walk(ast.parse(source(cell))):
                assert not isinstance(node, TOO_CLEVER), source(cell)
                assert not isinstance(node, ast.Import), source(cell)
                assert not isinstance(node, ast.ImportFrom) or node.module == "kscb_book.chapter", source(cell)
                assert not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in CALLS_NOT_MADE_HERE

    def test_types_no_number(self, path):
        for cell in cells(path, "code"):
            for node in ast.walk(ast.parse(source(cell))):
                assert not (isinstance(node, ast.Constant) and isinstance(node.value, (int, float))), source(cell)

    def test_keeps_the_outputs_that_nbval_compares(self, path):
        shown = [cell for cell in cells(path, "code") if cell["outputs"]]
        showing = [
            cell
            for cell in cells(path, "code")
            if "show_" in source(cell).split("import")[-1] or "publish" in source(cell).split("import")[-1]
        ]
        executed = [cell["execution_count"] for cell in cells(path, "code")]
        assert executed == list(range(1, len(executed) + 1)), "a cell was not executed: run make accept"
        assert {cell["id"] for cell in showing if "(" in source(cell)} - {"open-the-year"} <= {
            cell["id"] for cell in shown
        }

    def test_holds_no_error_and_no_warning(self, path):
        kinds = [output["output_type"] for cell in cells(path, "code") for output in cell["outputs"]]
        assert set(kinds) <= {"display_data"}

    def test_names_its_cells(self, path):
        ids = [cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
        assert len(set(ids)) == len(ids) and not [id for id in ids if len(id) == 8 and not id.isalpha()]
