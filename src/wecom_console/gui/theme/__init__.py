"""Tokens, type, measures and icons: everything a widget needs to look right."""
