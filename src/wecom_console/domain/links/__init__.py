"""The links of the login: what the app asks WeCom with, and what comes back."""
