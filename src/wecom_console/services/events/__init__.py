"""The doctor of an event URL: which of its values is wrong, by a request or by asking it."""
