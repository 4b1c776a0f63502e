"""Facts about AWS that age: data files with a source and a date, and the modules that read them."""
