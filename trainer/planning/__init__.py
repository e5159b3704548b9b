"""The meeting days of a course group: when, where, who was there."""
