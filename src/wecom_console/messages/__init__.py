"""Code + parameters -> a sentence in zh_CN and en. The texts live in resources/messages/."""
