"""What the program writes down of itself: a log without secrets, crashes, diagnostics."""
