#!/usr/bin/env bash
# SheetJS (0.20.3, its community build) does not know "!" as the sign that makes the next character a literal, as Chinese editions of
# Excel and WPS write it (0!.0,"万" shows 12345 as 1.2万), and puts digits in the wrong places where the literal is written with "\".
# What to do: do not trust the text it gives for formats with literals among the digits. Ours: such a cell is UNREADABLE.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @e965/xlsx@0.20.3
node --input-type=module - <<'JS'
import { SSF } from '@e965/xlsx';
import assert from 'node:assert';

const shown = ['0!.0,"万"', '0\\.0,"万"'].map((format) => SSF.format(format, 12345));
console.log(shown);
assert.deepEqual(shown, ['12!.3万', '.12万']);
console.log('seen: neither is 1.2万');
JS
