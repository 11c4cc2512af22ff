#!/usr/bin/env bash
# LibreOffice writes a table whose columns are narrower than its cells' margins (a .docx whose grid says 100 twips, as the docx package of
# npm writes by default) to .doc without its cells: read back, all texts run together in one paragraph.
# What to do: give columns a width before converting. Ours: numbers that run together are UNREADABLE and named.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund docx@9.15.2
cat >make.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';

const cell = (text) => new TableCell({ children: [new Paragraph(text)] });
const rows = [['规章', '数量'], ['12', '34']].map((texts) => new TableRow({ children: texts.map(cell) }));
const document = new Document({ sections: [{ children: [new Paragraph('表'), new Table({ rows })] }] });
writeFileSync('table.docx', await Packer.toBuffer(document));
JS
node make.mjs
soffice --version
soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to doc table.docx >/dev/null 2>&1
soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to txt:Text:UTF8 table.doc >/dev/null 2>&1
cat table.txt
grep -q '1234' table.txt && echo "seen: 12 and 34 are one number"
