"""What the running bot does for its operator beside the replies."""
