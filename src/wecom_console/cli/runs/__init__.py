"""The command line's logins: planned, run, printed, reported."""
