"""What only the finished page shows is judged there: outputs of cells, tables, text alternatives."""

import pytest
from drawing import TOY, YEAR, code, draw_book

from kscb_book.findings import BuildFailed, as_text
from kscb_book.places import Places
from kscb_book.press.book import build

pytestmark = pytest.mark.build
ENTER = "enter it on the sheet Facts, or list the words it stands in, with the reason, in phrases.csv"


def failure(root):
    with pytest.raises(BuildFailed) as failed:
        build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)
    return as_text(failed.value.findings[:-1]).splitlines()


def test_what_a_cell_puts_out_beside_its_records(tmp_path):
    toy = [*TOY, code('"There were 81."', "more")]
    (heading, line) = failure(draw_book(tmp_path / "book", toy=toy))
    assert heading == "chapters/toy.ipynb: 1 finding" and line.endswith(f"'81' is typed; {ENTER}")


@pytest.mark.parametrize(
    ("change", "message"),
    {
        "a caption": (
            "replace(chart, table=replace(chart.table, caption='81 referrals'))",
            f"chart:changed: '81' is typed; {ENTER}",
        ),
        "a number in the text alternative": (
            "replace(chart, alt=chart.alt.replace('50', '51'))",
            "chart:changed: '51' in the text alternative is not what the chart's table prints there",
        ),
        "two numbers exchanged in it": (
            "replace(chart, alt=chart.alt.replace('40', 'x').replace('80', '40').replace('x', '80'))",
            "chart:changed: '50' in the text alternative is not what the chart's table prints there",
        ),
        "a number in words in it": (
            "replace(chart, alt=chart.alt + ' Twelve in all.')",
            "chart:changed: 'Twelve' in the text alternative is not what the chart's table prints there",
        ),
    }.values(),
)
def test_a_chart_that_tells_other_numbers_than_its_table(tmp_path, change, message):
    source = (
        "from dataclasses import replace\n\nfrom kscb_book.face import bars as charts, record\n\n"
        f'chart, bars = charts.set_bars("changed", (referrals,))\nrecord.show_chart({change[:-1]}, '
        "svg=charts.draw_bars(bars)))"
    )
    lines = failure(draw_book(tmp_path / "book", toy=[*TOY, code(source, "more")]))
    assert lines == ["chapters/toy.ipynb: 1 finding", f"  {message}"]


@pytest.mark.parametrize(
    ("change", "message"),
    {
        "a number": (
            "Entry('81', table.rows[0][1].figure)",
            "lado.referrals[2028-29] is 40, but 81 is shown",
        ),
        "a number without its figure": ("Entry('81')", f"table:changed: '81' is typed; {ENTER}"),
    }.values(),
)
def test_a_table_that_prints_other_numbers_than_its_figures(tmp_path, change, message):
    source = (
        "from dataclasses import replace\n\nfrom kscb_book.face import record\n"
        "from kscb_book.face.tables import Entry, set_table\n\n"
        'table = set_table("changed", (referrals,))\n'
        f"row = (table.rows[0][0], {change})\n"
        "record.show_table(replace(table, rows=(row, *table.rows[1:])))"
    )
    lines = failure(draw_book(tmp_path / "book", toy=[*TOY, code(source, "more")]))
    assert lines == ["chapters/toy.ipynb: 1 finding", f"  {message}"]
