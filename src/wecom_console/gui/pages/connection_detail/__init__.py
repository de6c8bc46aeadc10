"""The page of a stored connection: settings, development access, associated app, tests, history."""
