"""Authing as an OIDC provider."""
