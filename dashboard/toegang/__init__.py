"""Who may see and do what: who is here (bezoeker), which roles that person has (rollen), and what a role may do (beleid)."""
