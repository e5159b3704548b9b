"""The words of the field, each explained in a few sentences."""
