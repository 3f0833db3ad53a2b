"""Pages on the web: which addresses may be asked, how one page is asked for and sent, and what one run may ask of whom."""
