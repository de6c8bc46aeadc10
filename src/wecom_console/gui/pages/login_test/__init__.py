"""The login test page: scenarios, the phone, legs and their trace."""
