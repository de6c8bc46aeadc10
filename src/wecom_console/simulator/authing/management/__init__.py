"""Authing's management API."""
