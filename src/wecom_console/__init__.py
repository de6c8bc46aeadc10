"""WeCom Console: configure and test Enterprise WeChat Mobile as an Authing identity source."""

__version__ = "0.1.0"
