"""The guide: what an officer or a clerk reads beyond the README, a page of Markdown a topic."""
