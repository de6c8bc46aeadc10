"""What profiles can be written as: one module per format, listed in `table`."""
