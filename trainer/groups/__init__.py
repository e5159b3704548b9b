"""Course groups and the intervisie groups in them."""
