"""Send what strangers might send, for as long as you like, following which lines of the program each input reaches.

    .venv/bin/pip install -e '.[fuzz]'
    .venv/bin/python -m bench.fuzz [--minutes 5] [--corpus FOLDER] [TARGET ...]

One process a target, one after another; what made one fail lies in the folder, and belongs into tests/fuzz/found.py.
Exits 1 where a promise broke.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SLOWED = 10
"""So many times as long as by itself an input may take while its way is followed."""
MOST_MEMORY_MB = 2048


def main() -> int:
    """Fuzz one target in this process, or several in processes of their own."""
    given = _arguments()
    if given.only:
        _fuzz(given.only, given.corpus, given.minutes)
    from bench.fuzz.targets import TARGETS

    unknown = set(given.target) - set(TARGETS)
    if unknown:
        print(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    chosen = given.target or list(TARGETS)
    failed = [name for name in chosen if not _passes(name, given.corpus, given.minutes)]
    print(f"{'BEYOND' if failed else 'holds'}   {len(chosen)} targets, broken: {', '.join(failed) or 'none'}")
    return int(bool(failed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", nargs="*", help="what to fuzz; all where none is named")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument("--corpus", type=Path, default=ROOT / ".cache" / "fuzz", help="where inputs are kept")
    parser.add_argument("--only", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _passes(name: str, corpus: Path, minutes: float) -> bool:
    command = [sys.executable, "-m", "bench.fuzz", "--only", name, "--corpus", str(corpus), "--minutes", str(minutes)]
    log = corpus / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        code = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, check=False).returncode
    lines = log.read_text("utf-8", "replace").splitlines()
    told = next((line for line in reversed(lines) if line.startswith(("Done", "#"))), lines[-1] if lines else "")
    print(f"{'holds ' if code == 0 else 'broken'}  {name:10} {told[:90]}", flush=True)
    return code == 0


def _fuzz(name: str, corpus: Path, minutes: float) -> None:
    """Run until the time is up or a promise breaks; never comes back."""
    import atheris

    with atheris.instrument_imports(include=["tracker", "protego"], enable_loader_override=False):
        from bench.fuzz.targets import TARGETS

    target = TARGETS[name]
    kept = corpus / name
    kept.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds:
        (kept / sha256(seed).hexdigest()).write_bytes(seed)

    def check(data: bytes) -> None:
        began = time.process_time()
        target.check(data)
        if (took := time.process_time() - began) > target.seconds * SLOWED:
            raise TimeoutError(f"it takes {took:.1f} s of CPU")

    bounds = [f"-max_len={target.longest}", f"-timeout={int(target.seconds * SLOWED * 6)}"]
    bounds += [f"-rss_limit_mb={MOST_MEMORY_MB}", f"-max_total_time={int(minutes * 60)}", "-len_control=20"]
    atheris.Setup([sys.argv[0], *bounds, f"-artifact_prefix={corpus}/{name}-", str(kept)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
