"""The observatieformulier as data."""
