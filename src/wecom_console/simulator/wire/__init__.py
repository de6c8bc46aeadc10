"""What the simulator hears and says: requests, bodies, connections, texts."""
