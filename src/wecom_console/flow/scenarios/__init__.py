"""What a login is played with: the catalogue of scenarios, read from data."""
