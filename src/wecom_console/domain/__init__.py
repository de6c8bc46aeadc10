"""What a user could write on paper: profile, fields, problems, drafts. Standard library only."""
