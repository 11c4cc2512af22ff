#!/usr/bin/env bash
# tabula ends a line within a cell with a carriage return alone. In its CSV such a cell is quoted; pandas writes the table that tabula-py
# returns as tab-separated text without quotes, for to pandas a carriage return ends no line. Whoever takes one for a line end, as editors and
# many readers do, parts the row: the label's second line then stands before the number, alone on its line.
# What to do: replace carriage returns before the table is written. Ours: a carriage return alone in a row of tab-separated cells, in a
# text that ends its rows otherwise, is a line end within the cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tabula-py==2.10.0 pandas==2.2.3 reportlab==4.2.5
cd "$folder"
"$folder/venv/bin/python" - 2>/dev/null <<'PYTHON'
from importlib.metadata import version

import tabula
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
style = ParagraphStyle("cell", fontName="STSong-Light", wordWrap="CJK")
rows = [["项目", "数量"], ["本年新收政府信息公开申请数量", "12"], ["规章", "5"]]
table = Table([[Paragraph(text, style) for text in row] for row in rows], colWidths=[90, 60])
table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
SimpleDocTemplate("table.pdf", pagesize=A4).build([table])

tabula.convert_into("table.pdf", "table.csv", output_format="csv", lattice=True, pages=1)
csv = open("table.csv", "rb").read().decode()
text = tabula.read_pdf("table.pdf", lattice=True, pages=1)[0].to_csv(sep="\t", index=False)
print("tabula-py", version("tabula-py"), "pandas", version("pandas"))
print(repr(csv))
print(repr(text))
assert csv == '项目,数量\r\n"本年新收政府信\r息公开申请数量",12\r\n规章,5\r\n', csv
assert text == "项目\t数量\n本年新收政府信\r息公开申请数量\t12\n规章\t5\n", text
print("seen: a row of two cells holds a carriage return that nothing quotes")
PYTHON
