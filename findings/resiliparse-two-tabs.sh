#!/usr/bin/env bash
# Resiliparse 2.0.1 (PyPI): extract_plain_text() parts the cells of a table with two tabs each, and a label in a paragraph takes a line of its
# own, with an empty one behind it; the row's other cells follow on a line that begins with two tabs. Whoever splits such a line at tabs finds
# an empty cell between any two, so that the second column's number stands where the third's would, and blank cells cannot be told from what
# parts two of them. In made-up reports numbers went into other columns without a sign.
# What to do: take two tabs for one. Ours: a text whose cells all stand at every second field is read so. Needs Python.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check resiliparse==2.0.1
venv/bin/python - <<'PY'
from resiliparse.extract.html2text import extract_plain_text

plain = extract_plain_text("<table><tr><td>L</td><td>1</td><td>2</td><td>3</td></tr></table>")
paragraphs = extract_plain_text(
    "<table><tr><td><p>L</p></td><td>1</td><td></td><td>3</td></tr><tr><td><p>M</p></td><td>7</td><td></td><td>9</td></tr></table>"
)
print(f"Resiliparse 2.0.1: cells {plain!r}; with paragraphs {paragraphs!r}")
assert plain == "L\t\t1\t\t2\t\t3"
assert paragraphs == "L\n\n\t\t1\t\t\t\t3\n\nM\n\n\t\t7\t\t\t\t9"
PY
