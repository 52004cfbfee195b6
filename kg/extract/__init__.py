"""Extraction: everything that one article says, as a pure function of the article, the knowledge base and the settings."""
