"""The course content, read from files into frozen dataclasses."""
