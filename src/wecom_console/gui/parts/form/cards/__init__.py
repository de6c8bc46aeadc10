"""The cards of the form."""
