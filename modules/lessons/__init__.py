"""Reading lessons and keeping one's place."""
