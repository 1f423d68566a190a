"""Records kept and asked: the SQL store, the NetworkX projection, queries and export formats."""
