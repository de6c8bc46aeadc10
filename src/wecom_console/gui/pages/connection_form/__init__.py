"""The form of a connection: its fields in the guide's order, the preview and the footer."""
