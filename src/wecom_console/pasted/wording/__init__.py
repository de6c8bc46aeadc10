"""How products, SDKs and people word what went wrong: whose answer it is, and its number."""
