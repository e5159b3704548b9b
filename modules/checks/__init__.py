"""Knowledge checks."""
