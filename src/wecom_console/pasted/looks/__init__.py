"""What a pasted text shows besides the codes in it: addresses, sentences, answers, snippets."""
