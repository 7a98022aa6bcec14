"""Models that turn texts into vectors: the bundled one and any of sentence-transformers, on OpenVINO or torch."""
