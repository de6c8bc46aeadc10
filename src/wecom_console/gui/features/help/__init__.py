"""The guide inside the program, and the keys."""
