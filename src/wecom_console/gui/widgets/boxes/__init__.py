"""What holds or lies above other things."""
