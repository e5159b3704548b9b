"""Tests of the measurements before and after the course."""
