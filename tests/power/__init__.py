"""How often the rules find what is there, and how often they ask for nothing: `make power`."""
