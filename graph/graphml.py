"""GraphML, streamed."""
