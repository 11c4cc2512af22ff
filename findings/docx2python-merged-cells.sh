#!/usr/bin/env bash
# docx2python's text puts every cell of a table into a paragraph of its own, a merged cell once for each column that it covers,
# and a blank cell as nothing but one more empty line. Rows are parted by nothing else than cells are: the text of a label that
# covers three columns stands three times, and a number that covers three columns as well.
# What to do: take docx2python's nested lists, or python-docx. Ours: the report is read where labels anchor its rows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docx2python==3.7.1 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import docx
from docx2python import docx2python

document = docx.Document()
table = document.add_table(2, 3)
table.cell(0, 0).text = "行政许可"
table.cell(0, 1).merge(table.cell(0, 2)).text = "12"
table.cell(1, 0).text = "规章"
table.cell(1, 2).text = "5"
document.save("table.docx")
with docx2python("table.docx") as read:
    text = read.text
print("docx2python", version("docx2python"))
print(repr(text))
assert text == "行政许可\n\n12\n\n12\n\n规章\n\n\n\n5", text
print("seen: one number over two columns is written twice, a blank cell is an empty line, a row ends as a cell does")
PYTHON
