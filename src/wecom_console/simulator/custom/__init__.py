"""A backend as a company may have written it itself: one path, JSON, HTTP statuses."""
