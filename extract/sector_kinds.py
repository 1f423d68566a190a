"""The kind of actor that a PLOVER sector makes of people or a body whose words say no more."""

KIND_OF_SECTOR = {
    "GOV": "government", "MIL": "military", "COP": "police", "REB": "armed group", "UAF": "armed group", "OPP": "party", "PTY": "party",
    "LEG": "parliament", "JUD": "court", "REL": "religious group", "SPY": "government", "BUS": "company", "JRN": "media",
    "CRM": "criminal group", "PRM": "armed group", "IGO": "international organisation", "NGO": "ngo",
}  # fmt: skip
