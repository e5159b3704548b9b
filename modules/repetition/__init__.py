"""Questions of the checks that come back, so that what was learned lasts."""
