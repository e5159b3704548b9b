"""Accounts, sign-in, invitations."""
