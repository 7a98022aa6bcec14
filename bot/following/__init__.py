"""What is told without being asked: which news matches whose wishes, alerts and digests, into the outbox."""
