"""Searching in everything that is published: lessons, methods, words and indicators."""
