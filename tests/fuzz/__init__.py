"""Broken leveringen by the hundred thousand: each must end in a message or a load, never in a crash, a hang or a full memory."""
