"""The room beside the others: a second, plain engine that shares no code path with the figures it judges.

It takes nothing from a published figure but its id, and imports no reader, no figure and no page of the book.
"""
