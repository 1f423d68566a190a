"""The event coder: lexicon patterns over the dependency parse, then status, participants, places, dates and claimants."""
