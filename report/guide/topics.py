"""Lists and prints the pages of the guide that ship beside this file."""

from __future__ import annotations

import re
from importlib import resources

from inputs.suggestions import unknown_names
from report.output.exit_codes import CannotBuild

TOPICS = (
    "officer",
    "desk",
    "returns",
    "editing",
    "judging",
    "comparison",
    "panels",
    "clerks",
    "web",
    "batch",
    "accessibility",
    "troubles",
    "findings",
)
"""In the order in which an officer needs them; each is the name of a file without its ``.md``."""


_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")  # a terminal shows the words in its place


def list_topics() -> list[str]:
    """A line for each topic, with the summary that stands under the title of its page; and how to ask for one."""
    summaries = [f"  {topic:<14} {read_topic(topic)[2]}" for topic in TOPICS]
    return ["The guide. Ask for a topic, such as “boardreport guide officer”:", *summaries]


def read_topic(topic: str) -> list[str]:
    """The lines of a page. Raises CannotBuild, with the nearest topic there is, for one that is not known."""
    if topic not in TOPICS:
        raise CannotBuild(f"guide: {problem}" for problem in unknown_names([topic], TOPICS, "topic"))
    text = (resources.files("report.guide") / f"{topic}.md").read_text("utf-8")
    return _PICTURE.sub(r"[Picture: \1]", text).splitlines()
