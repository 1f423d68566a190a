"""The commands of `belligraph`, one module each."""
