"""Settings: one frozen tree, a section a stage, defaults in code.

`load` puts a TOML file on top of the defaults; unknown keys are errors. A
stage receives its own section only.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from reporter.errors import ConfigError


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of a stage's settings: frozen, unknown keys refused."""


class Web(Section, frozen=True):
    """Settings of `read` for what is fetched from the web."""

    allow_networks: tuple[str, ...] = ()  # one's own, such as "10.1.0.0/16": else only the public web is asked
    cache: str = "~/.cache/reporter/pages"  # the folder in which pages are kept; "" for none
    cache_megabytes: int = 200
    delay_seconds: float = 1.0  # between two pages of a host; a longer one where its robots.txt asks for it
    max_pages: int = 200  # of one run, those that feeds lead to included
    max_redirects: int = 5
    max_seconds: float = 30.0  # for one page, waiting included
    max_total_seconds: float = 900.0  # for all pages of a run
    tries: int = 3  # where a server is busy or broke off
    user_agent: str = "reporter (makes briefings for editors)"


class Read(Section, frozen=True):
    """Settings of `read`."""

    max_megabytes: int = 1  # a longer article is refused: no news article is that long
    max_file_megabytes: int = 32  # a larger page, document, feed or archive is refused
    max_seconds: int = 20  # for one file, in a process of its own
    max_memory_megabytes: int = 512  # of that process
    outlets: dict[str, str] = {}  # names of outlets by domain, over those that are shipped
    web: Web = Web()


class Trace(Section, frozen=True):
    """Settings of `trace`."""

    run_words: int = 5  # shared words count in identical runs of at least this many
    shared_share: float = 0.20  # of the shorter text: from here on, one origin
    unclear_share: float = 0.08  # of the shorter text: from here on, it cannot be told
    shared_prose: float = 0.12  # of its words outside quotation marks: two outlets may have heard the same speech
    unclear_prose: float = 0.06


class PairSettings(Section, frozen=True):
    """Settings of `pair`."""

    floor_probability: float = 0.05  # pairs below this match probability are not kept
    nearest_articles: int = 10  # with how many others an article is compared at least; stories of up to one more are compared whole


class Cluster(Section, frozen=True):
    """Settings of `cluster`."""

    join_probability: float = 0.26  # match probability from which two statements are one claim
    weak_probability: float = 0.1  # the least that two statements of one claim may have, where the claim as a whole has more
    speakers_probability: float = 0.75  # match probability from which what two named persons say is one claim
    rival_weight: float = 2.0  # log2 units by which a statement may match less than another one of its sentence


class Assess(Section, frozen=True):
    """Settings of `assess`."""

    rules_off: tuple[str, ...] = ()  # names of rules that are not to run
    sure_probability: float = 0.7  # match probability from which a passage counts as corroboration, not only as a possible one


class Summarize(Section, frozen=True):
    """Settings of `summarize`."""

    max_sentences: int = 7


class Render(Section, frozen=True):
    """Settings of `render`."""

    language: str = "en"  # of the briefing's own words; one of the catalogues in reporter/render/messages


class Check(Section, frozen=True):
    """Settings of `check`: the policy that drafts are held to, and where what was computed is kept."""

    cache: str = "~/.cache/reporter/check"  # the folder that keeps what was computed on articles; "" for none
    profile: str = "standard"  # a ready set of demands, by name (docs/check.md)
    fail_on: Literal["error", "warning", "note"] = "error"  # a finding as grave as this shuts the gate
    rules: dict[str, Literal["error", "warning", "note", "off"]] = {}  # by rule, over the profile's
    origins: dict[str, int] = {}  # independent origins needed, by what is at stake ("accusation" ...), over the profile's


class Group(Section, frozen=True):
    """Settings of `group`."""

    join_probability: float = 0.9  # mean match probability from which articles are one story
    window_days: int = 4  # articles published further apart than this are not of one event


class Models(Section, frozen=True):
    """Which models are used, by name."""

    matcher: str = "semantic"  # "lexical" compares words alone and needs no other model
    embedder: str = "claims-minilm-int8"
    grouping_embedder: str = "events-minilm-int8"
    cross_encoder: str = "claim-pairs-int8"


class Config(Section, frozen=True):
    """The whole tree, in the order of the pipeline."""

    read: Read = Read()
    trace: Trace = Trace()
    pair: PairSettings = PairSettings()
    cluster: Cluster = Cluster()
    assess: Assess = Assess()
    summarize: Summarize = Summarize()
    render: Render = Render()
    check: Check = Check()
    group: Group = Group()
    models: Models = Models()

    def sha256(self) -> str:
        """Return the hash of the settings: equal settings, equal hash."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


def load(path: Path | None) -> Config:
    """Return the settings in the TOML file at `path`, over the defaults.

    Raises:
        ConfigError: the file cannot be read, is not TOML, or has an unknown key or a wrong type.
    """
    if path is None:
        return Config()
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"settings {path}: cannot be read ({error.strerror}); give a readable TOML file to --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"settings {path}: not valid TOML: {error}") from error
    try:
        return msgspec.convert(raw, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"settings {path}: {refused(error, Config)}") from error


def refused(error: msgspec.ValidationError, kind: type[Section]) -> str:
    """Return why settings of a `kind` cannot be used, with the table that is meant and the keys that it knows."""
    table, names = kind, []
    for name in str(error).rpartition(" - at `$")[2].rstrip("`").split(".")[1:]:
        type_ = next((field.type for field in msgspec.structs.fields(table) if field.name == name), None)
        inner = next((t for t in (type_, *get_args(type_)) if isinstance(t, type) and issubclass(t, Section)), None)
        if inner is None:
            break
        table = inner
        names.append(name)
    known = ", ".join(field.name for field in msgspec.structs.fields(table))
    where = f" in [{'.'.join(names)}]" if names else ""
    return f"{error}; known{where}: {known}"
