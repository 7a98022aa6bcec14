"""A question to an answer: passages found, read, weighed and composed into sentences with citations, or a refusal."""
