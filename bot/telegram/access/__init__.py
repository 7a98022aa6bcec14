"""Who is let in, before anything is read or asked for them."""
