"""Updates from their arrival to their handlers: received, kept meanwhile, one after another in a chat."""
