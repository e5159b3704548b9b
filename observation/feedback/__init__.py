"""Side by side, agreement and aggregated feedback."""
