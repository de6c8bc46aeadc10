"""The page on which several connections are tested."""
