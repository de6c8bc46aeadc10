"""The list of enterprise identity sources."""
