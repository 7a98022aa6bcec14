"""A world of news sites on loopback addresses, each with what must come of reading it.

`texts` writes the articles, `feeds` and `pages` put them into form, `site` says what a site is and what it
expects, `good`, `odd`, `moody` and `bad` are the sites themselves, `world` is all of them, `server` serves them,
and `manners` reads the server's log for what a polite reader would not have done. `crowd` is the large, plain
world of the benches.
"""
