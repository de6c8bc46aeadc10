"""The control API below ``/_sim/`` (design simulator.md)."""
