"""What can be done from everywhere: by key, by name, from the menu, and the way back."""
