"""The share page: export and import."""
