"""Logins run, recorded and read again."""
