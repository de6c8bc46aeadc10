"""The virtual phone: what WeCom checks, what its user decides, and the pages that show it."""
