"""What an import leaves in the store: how it is taken back, and secrets on their way."""
