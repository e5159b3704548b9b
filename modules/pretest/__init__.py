"""Two measurements of what someone knows, before and after the course."""
