"""Looks for words that outrun the numbers in many reports made by chance: ``python tests/trials/claims.py [HOW_MANY]``.

It says each sentence that no rule allows, with the seed that makes it again, and exits with 1 where there is any.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from tests.report.test_claims import unbacked_in  # noqa: E402

USUAL = 1000


def main() -> int:
    """Compose so many reports and judge every word that compares."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else USUAL
    wrong = [said for seed in range(many) for said in unbacked_in(seed)]
    print(*wrong, f"{many} reports, {len(wrong)} sentences that no rule allows", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
