"""Profiles and runs (SQLite), secrets (keyring), settings, paths."""
