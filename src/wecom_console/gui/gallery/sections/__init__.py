"""What the gallery shows, a module a kind of control."""
