"""The room of releases: what was published, kept so that it can be made again and compared."""
