"""Casdoor as a backend of the mobile login (reference authing.md §11)."""
