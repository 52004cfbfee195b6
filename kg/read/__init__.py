"""Reading: files and folders in, `Document`s out, and what could not be read with the reason."""

from kg.read.files import Problem, gather, read

__all__ = ["Problem", "gather", "read"]
