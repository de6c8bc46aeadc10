"""How things are placed."""
