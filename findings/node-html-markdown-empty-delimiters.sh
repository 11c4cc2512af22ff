#!/usr/bin/env bash
# node-html-markdown 2.0.0 (npm): the rule under a table's header has a cell of no hyphen for each column in which no cell holds text, and the
# rule is as wide as the columns' texts. GFM asks for at least one hyphen a column: a reader of Markdown (marked 15.0.12) then sees no table at
# all, but a paragraph of bars. The third table of a report, of whose fifteen columns most are blank and whose header is printed over fewer cells,
# is such a table; a reader that takes the rule for a row of dashes counts blank cells that nobody printed.
# What to do: pad each column, or fill blank cells, before converting. Ours: such rules are known and left out. Needs Node.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' > package.json
npm install --no-audit --no-fund --silent node-html-markdown@2.0.0 marked@15.0.12
cat > finding.mjs <<'JS'
import { NodeHtmlMarkdown } from 'node-html-markdown';
import { marked } from 'marked';
const table = (last) => `<table><tr><td>Upheld</td><td>Total</td></tr><tr><td>1</td><td>1</td><td></td><td>${last}</td></tr></table>`;
const ruleOf = (markdown) => markdown.split('\n').find((line) => line.includes('---'));
const [blank, filled] = ['', '2'].map((last) => NodeHtmlMarkdown.translate(table(last)));
const readsTable = (markdown) => marked.parse(markdown).includes('<table>');
const whole = '| Upheld | Total |\n| ------ | ----- |\n| 1 | 1 |';
console.log(`node-html-markdown 2.0.0: ${ruleOf(blank)} / ${ruleOf(filled)}; marked 15.0.12 sees a table: ${readsTable(blank)}, ${readsTable(filled)}; with whole delimiters: ${readsTable(whole)}`);
const isEmpty = (markdown) => ruleOf(markdown).split('|').slice(1, -1).some((cell) => cell.trim() === '');
process.exit(isEmpty(blank) && isEmpty(filled) && !readsTable(blank) && !readsTable(filled) && readsTable(whole) ? 0 : 1);
JS
node finding.mjs
