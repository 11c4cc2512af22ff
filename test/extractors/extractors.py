"""What the product reads of what other people's tools make of a report: `npm run extractors -- make|run|score FOLDER`.

make   writes made-up reports in many styles into FOLDER/src (Word, web page, the PDFs that LibreOffice and Chromium make of them)
       with the value of every cell beside them; with --draw N, N of other forms, organs, figures and styles, by --seed
run    lets every tool read every source it can, into FOLDER/out/TOOL; what is there already is kept
score  reads all of it with the checkout and prints a table: right, missed, wrong, silent

The tools: `pip install -r test/extractors/requirements.txt` (with pip 26.3; 23.2 cannot resolve it), and of Debian poppler-utils pandoc libreoffice-writer-nogui w3m lynx
antiword catdoc tesseract-ocr-chi-sim chromium fonts-noto-cjk default-jre-headless. A tool that is not there is named and left out.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

from draw import drawn
from sources import SOURCES, write_source
from tools import HERE, TOOLS, chromium, office


def make(folder, sources):
    os.makedirs(folder, exist_ok=True)
    for source in sources:
        write_source(source, folder)
        stem = os.path.join(folder, source.name)
        with open(f"{stem}.pdf", "wb") as file:
            file.write(office(f"{stem}.docx", "pdf"))
        chromium(["--no-pdf-header-footer", f"--print-to-pdf={stem}-print.pdf", f"file://{os.path.abspath(stem)}.html"])
        shutil.copy(f"{stem}.expected.json", f"{stem}-print.expected.json")
        print(source.name, flush=True)


def folder_of(name):
    return re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_")


def emit(job):
    """Runs one tool on one source; gives a sentence where it fails."""
    name, path, target = job
    os.makedirs(os.path.dirname(target), exist_ok=True)
    try:
        read = TOOLS[name].read(path) or ""
    except Exception as error:  # Whatever a tool throws is its answer.
        return f"{name}: {os.path.basename(path)}: {type(error).__name__}: {error}"[:200]
    with open(target, "wb") as file:
        file.write(read if isinstance(read, bytes) else read.encode("utf-8", "replace"))
    return None


def run(folder, only, jobs):
    source_folder = os.path.join(folder, "src")
    work = []
    for name, tool in TOOLS.items():
        if only and not any(part in name for part in only):
            continue
        for file in sorted(os.listdir(source_folder)):
            stem, extension = os.path.splitext(file)
            target = os.path.join(folder, "out", folder_of(name), f"{stem}.{tool.extension}")
            if extension == f".{tool.kind}" and not os.path.exists(target):
                work.append((name, os.path.join(source_folder, file), target))
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        for problem in pool.map(emit, work):
            if problem is not None:
                print(problem, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["make", "run", "score"])
    parser.add_argument("folder")
    parser.add_argument("--only", action="append", help="tools whose name holds this")
    parser.add_argument("--jobs", type=int, default=2, help="tools at a time")
    parser.add_argument("--draw", type=int, default=0, help="make: so many sources at random in place of the usual ones")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", action="store_true", help="print each cell that is not right")
    arguments = parser.parse_args()
    if arguments.command == "make":
        make(os.path.join(arguments.folder, "src"), drawn(arguments.draw, arguments.seed) if arguments.draw > 0 else SOURCES)
    elif arguments.command == "run":
        run(arguments.folder, arguments.only or [], arguments.jobs)
    else:
        script = os.path.join(HERE, "score.ts")
        options = [*(arguments.only or []), *(["--bad"] if arguments.bad else [])]
        sys.exit(subprocess.run(["node", "--import", "tsx", script, arguments.folder, *options], check=False).returncode)


if __name__ == "__main__":
    main()
