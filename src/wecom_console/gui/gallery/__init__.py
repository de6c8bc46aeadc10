"""Every control in every state, for those who work on them: `wecom-console gallery`."""
