"""What about, system check and log show."""
