"""Bringing a module that was written to the cursisten, and its earlier versions."""
