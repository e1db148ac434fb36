"""The recipe for one server: units, nginx, scripts, container and docs/beheer.md agree with each other and with the program."""
