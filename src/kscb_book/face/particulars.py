"""What the workbook says in words, as a table."""

from kscb_book.face.tables import Entry, Table
from kscb_book.meaning.particulars import Particulars
from kscb_book.source.symbols import symbol_in


def set_particulars(name: str, particulars: Particulars) -> Table:
    """Set the words of a sheet as a table that explains the symbols in it."""
    rows = tuple(tuple(map(Entry, row)) for row in particulars.rows)
    symbols = dict.fromkeys(symbol for row in particulars.rows for text in row if (symbol := symbol_in(text)))
    notes = tuple(f"{symbol} {symbol.meaning}" for symbol in symbols)
    return Table(name, particulars.title, particulars.headings, rows, notes, (particulars.source,))
