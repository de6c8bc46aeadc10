"""What was stored and shall be in no file any more."""
