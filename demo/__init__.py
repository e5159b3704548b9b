"""Demo people, groups, what they answered and played overleggen, every one of them marked as demo."""
