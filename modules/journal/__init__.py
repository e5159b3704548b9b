"""The journal: what someone writes for themselves, and shares with a trainer only when they choose to."""
