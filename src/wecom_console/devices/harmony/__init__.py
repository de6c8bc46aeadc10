"""What a HAP says of itself."""
