"""What an APK or AAB says of itself."""
