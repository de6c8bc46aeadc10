"""The simulator page: switch, members, codes, faults and journal."""
