"""Certificates and keystores, and the DER they are made of."""
