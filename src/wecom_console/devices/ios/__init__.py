"""What an IPA says of itself."""
