"""Authing as the simulator answers it: management, mobile login, OIDC
(docs/reference/authing.md)."""
