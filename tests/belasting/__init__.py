"""Many people read, some write, and new builds are published: what a server then takes, and whether anything fails or is lost."""
