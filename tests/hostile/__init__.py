"""Articles, names, files and faults that mean no good: one sentence, the rest goes on, and nothing but text comes of text."""
