"""The credit that goes with place data wherever it is shown or handed on."""

GEONAMES_CREDIT = "Place data from GeoNames (https://www.geonames.org), CC BY 4.0."
