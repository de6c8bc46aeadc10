"""The command line's words for connections."""
