"""What the form shows and does, in QtCore only."""
