"""Sources to articles: what is due is read, what it shows is decided on and kept."""
