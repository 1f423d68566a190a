"""How good the extraction is: annotated texts, pairing with what was found, figures and reports."""
