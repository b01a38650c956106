"""The first room: what the workbook says, with the place of every value; it repairs nothing."""
