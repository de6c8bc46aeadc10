"""Casdoor as a backend of the mobile login (docs/reference/authing.md §11)."""
