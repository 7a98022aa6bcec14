"""Other names of one thing: given in articles, in dictionaries, by region. Pure."""
