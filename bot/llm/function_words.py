"""English words that say nothing by themselves: no names with a capital, no evidence when they agree."""

from __future__ import annotations

FUNCTION_WORDS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "they", "his", "her", "their",
    "him", "them", "we", "our", "you", "your", "i", "my", "in", "on", "at", "by", "for", "from", "with", "without",
    "after", "before", "during", "since", "until", "as", "of", "to", "into", "over", "under", "about", "around",
    "between", "among", "against", "through", "near", "despite", "because", "according", "and", "but", "or", "nor",
    "so", "yet", "if", "when", "while", "where", "who", "what", "which", "how", "why", "there", "here", "then",
    "also", "still", "however", "meanwhile", "although", "though", "more", "most", "some", "many", "several", "few",
    "both", "all", "each", "every", "other", "another", "no", "not", "only", "just", "even", "such", "same", "than",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did", "will", "would", "can",
    "could", "may", "might", "must", "should", "yes", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million", "billion", "trillion",
    "percent", "pm", "am", "km", "cm", "mm", "kg", "bn", "mn", "usd", "cny", "rmb", "eur", "gbp",
))  # fmt: skip
