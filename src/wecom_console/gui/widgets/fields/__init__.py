"""What is typed into."""
