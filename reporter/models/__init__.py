"""Models that run on this machine. Each is found by name through its entry point; nothing is imported until asked for."""
