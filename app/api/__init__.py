"""The HTTP API: one router a noun, under /v1."""
