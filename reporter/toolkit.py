"""Single modules of NLTK, without the rest of it.

Importing any module of NLTK runs its front, which imports all of NLTK and, where they are installed, scipy and scikit-learn:
0.3 to 3 seconds, for a tokenizer and a stemmer that need none of it. Here the front stays closed: the packages on the way
to a module are stood in for while it is imported, and whoever imports NLTK as a whole later gets it whole.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
from types import ModuleType

_ROOT = "nltk"


@functools.cache
def nltk_module(name: str, *, unused: tuple[str, ...] = ()) -> ModuleType:
    """Return NLTK's module called `name`, e.g. "nltk.tokenize.punkt".

    Args:
        name: the module's full name.
        unused: what the module imports from elsewhere in NLTK without our needing it, e.g. "nltk.corpus.stopwords"; it is None there.

    Raises:
        ImportError: there is no such module.
    """
    if name in sys.modules:
        return sys.modules[name]
    before = {key for key in sys.modules if _ours(key)}
    try:
        for package in _parents(name):
            _stand_in(package)
        for path in unused:
            package, _, attribute = path.rpartition(".")
            if importlib.util.find_spec(package) is not None:  # else it is of another version of NLTK, and is not imported
                _stand_in(package)
                vars(sys.modules[package]).setdefault(attribute, None)
        return importlib.import_module(name)
    finally:
        for key in [key for key in sys.modules if _ours(key) and key not in before]:
            del sys.modules[key]


def _parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _stand_in(package: str) -> None:
    """Register `package` unexecuted: its modules are found, its own code is not run."""
    if package in sys.modules:
        return
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise ImportError(f"{package} is not installed")
    sys.modules[package] = importlib.util.module_from_spec(spec)


def _ours(key: str) -> bool:
    return key == _ROOT or key.startswith(f"{_ROOT}.")
