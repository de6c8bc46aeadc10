"""What the simulator knows: its parties, its clock, its journal."""
