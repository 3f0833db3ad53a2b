"""Readers: a module for each family of file kinds. Each is found by its entry point, and imports its library when it reads."""
