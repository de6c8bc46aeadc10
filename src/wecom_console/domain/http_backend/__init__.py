"""How a backend of one's own is asked: templates, paths, answers."""
