"""Reading: files and folders in, `Document`s out, and what could not be read with the reason."""

from kg.read.files import Problem, read

__all__ = ["Problem", "read"]
