"""The third room: how figures are shown and recorded; it does no arithmetic."""
