"""Pages that list articles: with dates beside the links, by structure, over several pages."""
