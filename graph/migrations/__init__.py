"""One module for each schema version: how a database of the version before becomes one of this version.

A migration describes the tables as they were then, and is never changed afterwards.
"""
