"""Writing the course in the browser: drafts, publication, versions."""
