"""Statements, names, numbers and dates in the sentences."""
