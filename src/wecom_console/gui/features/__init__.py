"""One room a page: its view, and its presenter beside it."""
