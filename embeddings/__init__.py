"""What texts mean: passages to vectors, questions to hits, reports to stories, passages read for an answer."""
