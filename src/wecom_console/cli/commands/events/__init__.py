"""`events`: the event URL of an app in delegated development, or of a self-built one."""
