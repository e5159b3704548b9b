"""Tests of the questions that come back."""
