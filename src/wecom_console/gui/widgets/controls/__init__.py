"""What is pressed and chosen."""
