"""Addresses inside the site: the cell that computed a figure, the place that prints it, its row in the list."""

import re

from kscb_book.face.record import Published

LIST, GUIDE, CHANGES, STATEMENT = "figures", "guide", "changes", "accessibility"


def slug(figure: str) -> str:
    """Return a figure's id as it may stand in an address: ``lado.outcomes-unfounded-2016-17``."""
    return re.sub(r"[^\w.]+", "-", figure).strip("-")


def place_id(figure: str) -> str:
    """Return the anchor of the first place on a page that prints the figure with this id."""
    return f"figure-{slug(figure)}"


def row_id(figure: str) -> str:
    """Return the anchor of a figure's row in the list of all figures."""
    return f"row-{slug(figure)}"


def calculation_uri(builder, origin: str, page: str, figure: Published) -> str:
    """Return the address, seen from the page ``origin``, of the cell on ``page`` that computed a figure."""
    return f"{builder.get_relative_uri(origin, page)}#cell-{figure.cell}"


def place_uri(builder, origin: str, page: str, figure: Published) -> str:
    """Return the address of the first place on ``page`` that prints a figure."""
    return f"{builder.get_relative_uri(origin, page)}#{place_id(figure.id)}"


def row_uri(builder, origin: str, figure: Published) -> str:
    """Return the address of a figure's row in the list of all figures."""
    return f"{builder.get_relative_uri(origin, LIST)}#{row_id(figure.id)}"
