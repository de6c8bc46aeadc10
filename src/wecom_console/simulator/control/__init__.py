"""The control API below ``/_sim/`` (docs/reference/simulator.md §2)."""
