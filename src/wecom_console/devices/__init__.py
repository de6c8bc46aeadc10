"""What app packages, certificates and keystores say of themselves. Pure: bytes in, facts out."""
