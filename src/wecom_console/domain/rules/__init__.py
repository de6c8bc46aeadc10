"""The rules of one field or of several together. Each takes plain values and yields problems."""
