"""Engines: where work is done. Each runs a function on the paths of its tasks, in processes that may die."""
