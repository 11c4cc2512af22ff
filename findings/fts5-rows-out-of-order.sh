#!/usr/bin/env bash
# FTS5 holds the rows of a transaction in memory and writes them as one segment, but only while their rowids ascend: before a row whose
# rowid is less than that of the row before it, it writes all that it holds to disk. 64 documents written in falling order, in one
# transaction, become 64 segments instead of one.
# Ours: full-text rows of a batch are written in the order of their numbers (src/store/sqlite/projection.ts).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --yes better-sqlite3@12.11.1 >/dev/null
cat >try.cjs <<'JS'
const Database = require('better-sqlite3');
const IDS = Array.from({ length: 64 }, (_, index) => index + 1);

/** Segments of the index after one transaction that writes documents in this order. */
function segments(ids) {
  const db = new Database(':memory:');
  db.exec(`
    CREATE VIRTUAL TABLE texts USING fts5 (text);
    INSERT INTO texts (texts, rank) VALUES ('automerge', 0), ('crisismerge', 1000);
  `);
  const insert = db.prepare('INSERT INTO texts (rowid, text) VALUES (?, ?)');
  db.transaction(() => ids.forEach((id) => insert.run(id, `word${id} common`)))();
  return db.prepare('SELECT count(DISTINCT segid) FROM texts_idx').pluck().get();
}

const found = { ascending: segments(IDS), falling: segments([...IDS].reverse()) };
console.log(`better-sqlite3 12.11.1, Node ${process.version}`);
console.log(found);
if (found.ascending !== 1 || found.falling !== IDS.length) {
  console.error('1 and 64 segments expected');
  process.exitCode = 1;
}
JS
node try.cjs
