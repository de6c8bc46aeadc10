"""Says what a pasted text is: a code, an answer, a log, a link, a command, a picture."""
