"""Article in, records out. Pure: the same article and configuration give the same records."""
