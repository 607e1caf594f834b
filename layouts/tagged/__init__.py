"""What makes a page readable without seeing it and keeps a file good for ever: tags, metadata and colour profile."""
