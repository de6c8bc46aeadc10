"""One package or module per page; built when first shown."""
