"""A filing as text by Jinja2 and PyYAML: the template of benches/peer, which checks nothing."""

import sys
import textwrap
from datetime import date
from pathlib import Path

import jinja2
import yaml

TEMPLATE = Path(__file__).parent.parent / "peer" / "12b-25-2003.txt.jinja"


def wrapped(text, width, indent):
    return textwrap.fill(text, width, subsequent_indent=" " * indent, break_on_hyphens=False)


def paragraphs(text, width):
    return "\n\n".join(wrapped(paragraph, width, 0) for paragraph in text.rstrip().split("\n"))


def printed(text):
    day = date.fromisoformat(text)
    return f"{day:%B} {day.day}, {day.year}"


environment = jinja2.Environment(keep_trailing_newline=True)
environment.globals["box"] = lambda checked: "[X]" if checked else "[ ]"
environment.filters.update(
    date=printed, left=lambda text, width: text.ljust(width), wrapped=wrapped, paragraphs=paragraphs
)
# The loader in C, which reads every scalar as the text that it is: the fastest that PyYAML has.
loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
filing = yaml.load(Path(sys.argv[1]).read_bytes(), Loader=loader)
sys.stdout.write(environment.from_string(TEMPLATE.read_text()).render(filing))
