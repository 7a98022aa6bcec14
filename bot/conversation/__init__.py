"""What becomes of a message: understood once, then routed to who answers it."""
