"""Tests many connections at once."""
