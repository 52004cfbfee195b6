"""Measures of quality against corpora in their own formats; each file measures one thing and explains what counts as right."""
