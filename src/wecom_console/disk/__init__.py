"""What the disk holds beside what is meant: things that are no files, drafts nobody finished."""
