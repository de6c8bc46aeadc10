"""Connections: kept, changed, found, removed."""
