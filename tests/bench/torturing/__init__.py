"""What `tests.bench.torture` and `tests.bench.soak` do to a running bot, and how they see what it suffered."""
