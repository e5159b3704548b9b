"""One observer's scores of one overleg."""
