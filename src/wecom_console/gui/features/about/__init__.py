"""What this program is, how it is on this machine, and what it wrote down of itself."""
