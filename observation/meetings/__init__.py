"""Cliënttrajecten, overleggen and who was present."""
