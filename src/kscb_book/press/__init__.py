"""The fourth room: executes chapters, checks narrative, compiles the book; it knows no numbers."""
