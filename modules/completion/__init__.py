"""What is done and what is open."""
