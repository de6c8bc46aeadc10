"""Where secrets are kept and how a reference becomes one."""
