"""The simulator of the window: served in this process, looked at and steered."""
