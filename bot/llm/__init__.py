"""An LLM that may phrase answers: any OpenAI-compatible endpoint, every sentence checked. `writer` is the way in."""
