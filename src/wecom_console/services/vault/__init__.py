"""The vault, for servers and desktops without a keyring."""
