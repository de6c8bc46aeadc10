"""The form of a connection, shown by the wizard and on the connection's page."""
