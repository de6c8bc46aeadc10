"""From stored connections to files, packages and sheets."""
