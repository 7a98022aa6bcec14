"""Texts as they are: cleaned, cut into words, sentences and passages, compared; times and numbers in them. Pure."""
