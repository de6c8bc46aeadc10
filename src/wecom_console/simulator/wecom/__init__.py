"""WeCom's server API as the simulator answers it (docs/reference/wecom.md §9)."""
