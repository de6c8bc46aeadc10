"""What several pages' presenters share, in QtCore only."""
