"""What can be said: records, ids, errors and the vocabularies of the field."""
