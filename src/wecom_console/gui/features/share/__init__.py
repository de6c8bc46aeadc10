"""The page of export and import."""
