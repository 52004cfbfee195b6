"""Errors that a user can mend. Their message is one sentence that says what to do; the command line prints it as it is."""


class KgError(Exception):
    """Base of all errors that newskg raises on purpose."""


class InputError(KgError):
    """A file, folder, date or option that cannot be used."""


class StoreError(KgError):
    """A store that is missing, foreign, in use or of another format."""


class QueryError(KgError):
    """A query that cannot be run: unknown name, bad syntax, wrong parameter."""


class KnowledgeBaseError(KgError):
    """A knowledge base file that breaks its format; the message names file and line."""
