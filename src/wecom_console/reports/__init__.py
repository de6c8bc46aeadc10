"""What is made of a recorded run: JSON, JUnit, HTML, HAR, cURL, replay."""
