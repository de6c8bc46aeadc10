"""Turns a profile into steps: one module per backend."""
