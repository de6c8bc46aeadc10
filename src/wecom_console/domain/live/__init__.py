"""What Authing holds of a connection."""
