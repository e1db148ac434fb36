"""Reminders: files for a calendar, and mail through a real SMTP server on this machine."""
