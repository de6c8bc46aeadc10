"""What belongs to a login: phone, QR code, verdicts."""
