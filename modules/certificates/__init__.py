"""Certificates, badges and lists of hours."""
