"""Where editors work: a language server that underlines findings as they write, and checks that are made again on every save."""
