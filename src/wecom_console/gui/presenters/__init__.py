"""What the pages show and do, in QtCore only."""
