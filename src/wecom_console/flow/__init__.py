"""The login engine: steps that ask, a driver that performs, events that tell."""
