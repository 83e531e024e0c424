"""When a text says that things are: clocks and their zones, days, spans, what is promised. Pure."""
