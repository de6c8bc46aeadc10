"""From files, links and packages to stored connections."""
