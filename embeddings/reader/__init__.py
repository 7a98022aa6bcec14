"""The question-answering model: it points at the words of a passage that answer."""
