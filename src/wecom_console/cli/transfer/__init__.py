"""The command line's way in and out: files, packages, links."""
