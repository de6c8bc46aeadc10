"""Aids of development: scenes, pictures of them, and what they are made with."""
