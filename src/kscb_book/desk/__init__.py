"""The analyst's desk: what helps to prepare a year, beside the report itself."""
