"""The console's own controls, one idea per module; each takes the theme first."""
