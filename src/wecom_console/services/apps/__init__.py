"""App packages against a connection."""
