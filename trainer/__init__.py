"""The people: accounts, roles, course groups and intervisie groups. The ground floor; imports no other package."""
