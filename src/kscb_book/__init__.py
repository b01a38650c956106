"""A safeguarding board's annual report in which every number can be followed to its workbook cell."""
