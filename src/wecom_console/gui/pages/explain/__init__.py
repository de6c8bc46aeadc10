"""What a pasted text means."""
