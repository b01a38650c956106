"""The second room: numbers that know what they are and where they came from; it knows no files."""
