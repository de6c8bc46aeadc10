"""What the page shows and does, in QtCore only."""
