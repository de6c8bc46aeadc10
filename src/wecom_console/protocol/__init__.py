"""What both sides of the wire agree on: codes, answers, tokens. Pure."""
