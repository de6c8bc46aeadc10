"""What the desktop itself is asked."""
