"""Pages on the web: which addresses may be asked, and how one page is asked for; what sends the requests is given."""
