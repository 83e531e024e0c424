"""Who says a thing: houses and agencies, whom a sentence credits, which link it names, look-alikes. Pure."""
