"""The page on which a login is tested."""
