"""Speed, memory and weight of the site, measured against a bare Flask page that this package builds itself."""
