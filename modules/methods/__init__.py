"""The guide to methods and programmes, each with what its source says of it."""
