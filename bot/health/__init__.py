"""How the running bot does, for who watches it: a page that says yes or no, and numbers for Prometheus."""
