"""The frame around the pages: navigation, header, status line, page host."""
