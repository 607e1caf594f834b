"""Writes the list of parts (SBOM) that goes beside the wheel, from what uv exports: see `make lock`.

uv's CycloneDX without what changes from run to run (its serial number, its time) and without the addresses of files:
`requirements.txt` holds the hashes that matter. The project's licence is added, which uv does not know.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def settled(exported: dict[str, Any], licence: str) -> dict[str, Any]:
    """A CycloneDX document that is the same for the same parts."""
    made = {name: value for name, value in exported.items() if name != "serialNumber"}
    about = {name: value for name, value in made["metadata"].items() if name != "timestamp"}
    about["component"] = about["component"] | {"type": "application", "licenses": [{"expression": licence}]}
    parts = [{name: part[name] for name in part if name != "externalReferences"} for part in made["components"]]
    return made | {"metadata": about, "components": parts}


def main() -> None:
    """Read uv's export from standard input and write it to the file named."""
    licence = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["license"]
    document = settled(json.load(sys.stdin), licence)
    Path(sys.argv[1]).write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
