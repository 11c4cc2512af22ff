#!/usr/bin/env bash
# pandoc draws a table that does not fit its line width as a grid, and breaks text that has no blank at the edge of its
# column: a number in a narrow column stands one digit a line. Whoever reads such a table line by line takes 1697 for 1.
# What to do: read cells, not lines, or let pandoc write HTML or GFM. Ours: src/ingest/text/framed-tables.ts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.15
"$folder/venv/bin/python" - <<'PYTHON'
import pypandoc

PAGE = """<table><colgroup><col style="width:8%"><col style="width:4%"></colgroup>
<tr><td><p>合计</p><p>件</p></td><td>1697</td></tr></table>"""
print("pandoc", pypandoc.get_pandoc_version())
for target in ("plain", "rst"):
    drawn = pypandoc.convert_text(PAGE, target, format="html")
    print(f"-- {target}\n{drawn}")
    digits = [line.split("|")[2].strip() for line in drawn.splitlines() if line.startswith("|")]
    assert digits[:4] == ["1", "6", "9", "7"], digits
assert "1697" in pypandoc.convert_text(PAGE, "gfm", format="html")
print("seen: the number stands one digit a line in plain and rst, whole in gfm")
PYTHON
