"""Scans: look at one's own work alone, compare with an earlier time, and talk about it in an intervisie group."""
