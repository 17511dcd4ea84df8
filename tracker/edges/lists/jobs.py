"""The YAML lists of urlwatch and webchanges. Nothing in them is ever constructed: only plain keys and words are read.

Source: the job types and directives in the manuals of urlwatch 2.29 and webchanges 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import yaml

from tracker.edges.lists.entries import AddressList, Listed, Unlisted, refused

_LARGEST = 4 * 2**20
_DEEPEST, _MOST = 32, 400_000
_STANDARD = "tag:yaml.org,2002:"
_CARRIED = frozenset({"url", "navigate", "name", "tags", "enabled", "kind", "note", "location", "user_visible_url"})
_PLAIN_TAGS = frozenset({"str", "int", "float", "bool", "null", "map", "seq", "merge", "timestamp"})
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Fields = dict[str, yaml.Node]


def from_jobs(text: str) -> AddressList:
    """Read the addresses of urls.yaml or jobs.yaml; what else a job says is named as lost.

    Raises:
        UsageError: it is no YAML, asks for objects to be made, or is nested or repeated beyond all use.
    """
    if len(text) > _LARGEST:
        raise refused(f"YAML of more than {_LARGEST // 2**20} MB is read by nobody", "cut it into several lists")
    try:
        _expect_modest(text)
        parts = tuple(_jobs(text))
    except yaml.YAMLError as error:
        raise refused(f"it is no sound YAML ({_problem(error)})", "check that line") from error
    return AddressList(kind="a list of jobs of urlwatch or webchanges", parts=parts)


def _problem(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    words = " ".join(str(getattr(error, "problem", None) or error).split())
    return f"line {mark.line + 1}: {words}" if mark else words[:200]


def _expect_modest(text: str) -> None:
    """Refuse, before anything is built, what would cost more than a list of addresses can."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = event.start_mark.line + 1 if event.start_mark else count
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or count > _MOST:
            raise refused(f"line {line} is nested or long beyond all use", "give a list of jobs")
        tag = getattr(event, "tag", None) or ""
        if tag and tag.removeprefix(_STANDARD) not in _PLAIN_TAGS and tag != "!":
            raise refused(f"line {line} asks for {tag} to be made, which no list needs", "take that line out")


def _jobs(text: str) -> Iterator[Listed | Unlisted]:
    for document in yaml.compose_all(text, Loader=_LOADER):
        nodes = document.value if isinstance(document, yaml.SequenceNode) else [document]
        for node in nodes:
            where = f"line {node.start_mark.line + 1}" if node.start_mark else "a job"
            if isinstance(node, yaml.MappingNode):
                yield _job(where, _fields(node))
            elif isinstance(node, yaml.ScalarNode) and not node.value:
                continue
            else:
                yield Unlisted(where=where, why="no job: a job is a list of keys such as url")


def _fields(node: yaml.MappingNode) -> Fields:
    """Give a mapping's keys; those of an anchor that is merged in (`<<`) come first, one step deep."""
    merged, own = Fields(), Fields()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value == "<<":
            bases = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for base in islice((one for one in bases if isinstance(one, yaml.MappingNode)), 8):
                merged |= {one.value: item for one, item in base.value if isinstance(one, yaml.ScalarNode)}
        else:
            own[key.value] = value
    return merged | own


def _job(where: str, fields: Fields) -> Listed | Unlisted:
    url = _words(fields.get("url")) or _words(fields.get("navigate"))
    if not url:
        return Unlisted(where=where, why=_why_none(fields))
    lost = [name for name in fields if name not in _CARRIED]
    if "navigate" in fields:
        lost.append("navigate (a browser)")
    return Listed(
        where=where,
        url=url,
        tags=_tags(fields.get("tags")),
        paused=_words(fields.get("enabled")).lower() in ("false", "no", "off"),
        lost=tuple(lost),
    )


def _why_none(fields: Fields) -> str:
    if "command" in fields or "shell" in fields:
        return "a command, which is never run"
    if {"report", "display", "job_defaults"} & set(fields):
        return "settings, which hold no addresses: give the list of jobs beside them"
    return "a job without url"


def _words(node: yaml.Node | None) -> str:
    return node.value.strip() if isinstance(node, yaml.ScalarNode) else ""


def _tags(node: yaml.Node | None) -> tuple[str, ...]:
    found = node.value if isinstance(node, yaml.SequenceNode) else _words(node).split(",")
    words = (_words(one) if isinstance(one, yaml.Node) else one.strip() for one in islice(found, 64))
    return tuple(word for word in words if word)
