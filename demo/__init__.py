"""Demo people, groups and played overleggen, every one of them marked as demo."""
