"""Recordings of overleggen and consent for them."""
