"""The page that explains what is pasted."""
