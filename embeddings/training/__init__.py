"""How the reader is trained: examples, mined near misses, the training itself."""
