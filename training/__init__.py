"""Makes the weights of the event encoder from the sentences in extract/training. Not part of the installed package."""
