"""The screens of Ketenspiegel; they only read the published build."""
