"""WeCom's server API as the simulator answers it (reference wecom.md §9)."""
