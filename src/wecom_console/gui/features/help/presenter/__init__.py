"""What the help page shows and finds."""
