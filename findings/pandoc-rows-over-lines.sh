#!/usr/bin/env bash
# pandoc writes a cell of a GFM table with the line ends that stand inside a tag of the page (an attribute over two lines, as pages saved from
# word processors have them): the row runs over several lines, and what GFM takes for a table ends there. A table of 23 rows so written was
# read as no table at all, and a report was said to lack it.
# What to do: join the lines up to the tag's end before looking for rows. Ours: src/ingest/text/tags-over-lines.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.15
"$folder/venv/bin/python" - <<'PYTHON'
import pypandoc

PAGE = '<table><tr><th>项目</th><th>件</th></tr><tr><td><span style="color:black;\nfont-size:12pt">收到</span></td><td>7</td></tr></table>'
written = pypandoc.convert_text(PAGE, "gfm", format="html")
print("pandoc", pypandoc.get_pandoc_version())
print(written)
rows = [line for line in written.splitlines() if line.strip()]
cut = [line for line in rows if line.startswith("|") and not line.rstrip().endswith("|")]
assert len(cut) == 1 and 'style="color:black;' in cut[0], rows
PYTHON
