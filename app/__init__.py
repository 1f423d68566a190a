"""Wiring and faces: settings, HTTP API, worker processes and the command line."""
