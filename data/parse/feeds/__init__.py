"""Lists made for programs: feeds, sitemaps, OPML, and where pages announce them."""
