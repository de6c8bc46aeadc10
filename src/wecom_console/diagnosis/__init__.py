"""What may have caused a refusal: ranked, with how to confirm it and where to mend it."""
