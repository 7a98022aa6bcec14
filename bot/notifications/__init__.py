"""What is told without being asked: which news matches whose criteria, alerts and digests, into the outbox."""
