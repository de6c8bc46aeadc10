"""Authing as the simulator answers it: management, mobile login, OIDC (reference authing.md)."""
