"""What is asked of the real Authing and WeCom."""
