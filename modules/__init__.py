"""The course: content in Markdown, lessons, knowledge checks, completion."""
