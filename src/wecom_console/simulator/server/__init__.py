"""The simulator as a server: hosts, dispatch, answers that fail on purpose."""
