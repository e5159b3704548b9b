"""Sessions of an intervisie group and what was agreed."""
