"""Whether the training of a course group was given as meant, and why it went another way."""
