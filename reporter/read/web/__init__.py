"""Pages on the web: which addresses may be asked for them."""
