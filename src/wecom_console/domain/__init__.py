"""What a user could write on paper: profile, fields, problems, drafts. Pure; imports only the standard library."""
