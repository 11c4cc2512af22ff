#!/usr/bin/env bash
# SQLite tells every virtual table of a transaction of each savepoint that a statement opens, and FTS5 then writes all that it holds in
# memory to disk as a segment of its own. `INSERT OR REPLACE` into a table with a foreign key opens one; a plain INSERT into the same
# table does not, nor does an upsert (ON CONFLICT DO UPDATE). So 64 documents that are written in turns with such rows, in one transaction,
# become 64 segments instead of one; written after all of them, they become one.
# Ours: full-text rows of a batch are written last (src/store/sqlite/projection.ts).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --yes better-sqlite3@12.11.1 >/dev/null
cat >try.cjs <<'JS'
const Database = require('better-sqlite3');
const DOCUMENTS = 64;

/** Segments of the index after a transaction of 64 documents, each beside a row of another table. */
function segments(statement, textsLast) {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  db.exec(`
    CREATE TABLE reports (id INTEGER PRIMARY KEY);
    CREATE TABLE figures (id INTEGER PRIMARY KEY REFERENCES reports (id), value);
    CREATE VIRTUAL TABLE texts USING fts5 (text);
    INSERT INTO texts (texts, rank) VALUES ('automerge', 0), ('crisismerge', 1000);
  `);
  const report = db.prepare('INSERT INTO reports VALUES (?)');
  const figure = db.prepare(statement);
  const text = db.prepare('INSERT INTO texts (rowid, text) VALUES (?, ?)');
  db.transaction(() => {
    for (let id = 1; id <= DOCUMENTS; id += 1) {
      report.run(id);
      if (!textsLast) text.run(id, `word${id} common`);
      figure.run(id, id);
    }
    if (textsLast) for (let id = 1; id <= DOCUMENTS; id += 1) text.run(id, `word${id} common`);
  })();
  // Each segment has its pages in texts_idx under its own number.
  return db.prepare('SELECT count(DISTINCT segid) FROM texts_idx').pluck().get();
}

const PLAIN = 'INSERT INTO figures VALUES (?, ?)';
const REPLACE = 'INSERT OR REPLACE INTO figures VALUES (?, ?)';
const UPSERT = 'INSERT INTO figures VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value';
const found = {
  plain: segments(PLAIN, false),
  replace: segments(REPLACE, false),
  upsert: segments(UPSERT, false),
  'replace, texts last': segments(REPLACE, true),
};
console.log(`SQLite ${new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get()}, better-sqlite3 12.11.1, Node ${process.version}`);
console.log(found);
const expected = { plain: 1, replace: DOCUMENTS, upsert: 1, 'replace, texts last': 1 };
for (const [name, count] of Object.entries(expected)) {
  if (found[name] !== count) {
    console.error(`${name}: ${found[name]} segments, ${count} expected`);
    process.exitCode = 1;
  }
}
JS
node try.cjs
