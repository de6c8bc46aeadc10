"""The wizard: choose a source, a login method, fill the form."""
