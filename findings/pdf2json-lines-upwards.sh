#!/usr/bin/env bash
# pdf2json 4.0.3 (npm): getRawTextContent() writes the lines of a page from its foot upwards, while the texts of the same page, as objects,
# have their heights from the top. In a table whose labels are wrapped, the numbers of a row then stand above the end of its label and below
# its beginning: whoever takes the line behind a label takes the numbers of the row above. In eight reports 69 numbers were read so.
# What to do: sort Pages[].Texts by y. Ours: pages whose headings go upwards are turned before they are read. Needs Node.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --no-audit --no-fund --silent pdf2json@4.0.3 pdfkit@0.17.2
cat > finding.cjs <<'JS'
const { createWriteStream } = require('node:fs');
const PDFDocument = require('pdfkit');
const PDFParser = require('pdf2json').default ?? require('pdf2json');
const pdf = new PDFDocument({ size: 'A4' });
const file = createWriteStream('in.pdf');
pdf.pipe(file);
['row one 11', 'row two 22', 'row three 33'].forEach((line, index) => pdf.text(line, 72, 100 + index * 30));
pdf.end();
file.on('finish', () => {
  const parser = new PDFParser(null, 1);
  parser.on('pdfParser_dataError', (error) => { console.error(error); process.exit(1); });
  parser.on('pdfParser_dataReady', (data) => {
    const raw = parser.getRawTextContent().split(/\r?\n/).filter((line) => line.startsWith('row'));
    const heights = data.Pages[0].Texts.map(({ y, R }) => `${decodeURIComponent(R[0].T)} at ${y}`);
    console.log(`pdf2json 4.0.3, raw text: ${raw.join(' / ')}; objects: ${heights.join(' / ')}`);
    process.exit(raw.join() === 'row three 33,row two 22,row one 11' ? 0 : 1);
  });
  parser.loadPDF('in.pdf');
});
JS
node finding.cjs 2>/dev/null | grep -v Warning
exit "${PIPESTATUS[0]}"
