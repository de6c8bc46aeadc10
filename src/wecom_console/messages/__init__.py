"""Code + parameters -> a sentence in zh_CN and en. Qt-free; the texts live in resources/messages/."""
