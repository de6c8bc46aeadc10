"""Authing's mobile login, and what may follow it."""
