"""The tools by which people get text out of their files. Each gives what it writes, as text or bytes, for the path of a source."""
import html as markup
import json
import logging
import math
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from typing import Callable

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass(frozen=True)
class Tool:
    name: str
    kind: str
    """What it reads: pdf, docx or html."""
    extension: str
    """Of what it writes."""
    read: Callable[[str], "str | bytes"]


TOOLS: dict[str, Tool] = {}


def tool(kind, name, extension="txt"):
    def register(read):
        TOOLS[name] = Tool(name, kind, extension, read)
        return read

    return register


def output(command, timeout=180):
    return subprocess.run(command, capture_output=True, timeout=timeout, check=False).stdout


def office(path, to):
    """What LibreOffice makes of a file."""
    folder, profile = tempfile.mkdtemp(), tempfile.mkdtemp()
    try:
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", to, "--outdir", folder, path]
        subprocess.run(command, capture_output=True, timeout=300, check=False)
        name = os.listdir(folder)[0]
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(profile, ignore_errors=True)


def chromium(arguments):
    return output(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", *arguments], timeout=120)


def text_of(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def bytes_of(path):
    with open(path, "rb") as file:
        return file.read()


def cell(text):
    return (text or "").replace("\n", " ").strip()


def tabs(rows):
    return "\n".join("\t".join(cell(text) for text in row) for row in rows)


def pipes(rows):
    lines = ["| " + " | ".join(cell(text) for text in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) if rows else ""


# ---- PDF

tool("pdf", "direct PDF", "pdf")(bytes_of)
tool("pdf", "pdftotext")(lambda path: output(["pdftotext", path, "-"]))
tool("pdf", "pdftotext -layout")(lambda path: output(["pdftotext", "-layout", path, "-"]))
tool("pdf", "pdftotext -raw")(lambda path: output(["pdftotext", "-raw", path, "-"]))
tool("pdf", "pdftotext -fixed")(lambda path: output(["pdftotext", "-fixed", "5", "-layout", path, "-"]))
tool("pdf", "pdftohtml -s", "html")(lambda path: output(["pdftohtml", "-s", "-noframes", "-i", "-stdout", path]))


def plumbed(path, page_text):
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page_text(page) for page in document.pages)


def page_with_tables(page, draw):
    """Lines and tables of a page from top to bottom."""
    tables = page.find_tables()
    rest = page
    for table in tables:
        rest = rest.outside_bbox(table.bbox, strict=False)
    parts = [(line["top"], line["text"]) for line in rest.extract_text_lines()]
    parts += [(table.bbox[1], draw(table.extract())) for table in tables]
    return "\n".join(text for _, text in sorted(parts, key=lambda part: part[0]))


tool("pdf", "pdfplumber extract_text")(lambda path: plumbed(path, lambda page: page.extract_text() or ""))
tool("pdf", "pdfplumber layout=True")(lambda path: plumbed(path, lambda page: page.extract_text(layout=True) or ""))
tool("pdf", "pdfplumber tables as TSV")(lambda path: plumbed(path, lambda page: page_with_tables(page, tabs)))
tool("pdf", "pdfplumber tables as pipes")(lambda path: plumbed(path, lambda page: page_with_tables(page, lambda rows: f"\n{pipes(rows)}\n")))


@tool("pdf", "pdfplumber text + tables appended")
def _(path):
    return plumbed(path, lambda page: "\n".join([page.extract_text() or "", *(f"\n{pipes(rows)}\n" for rows in page.extract_tables())]))


def mupdf_pages(path):
    import pymupdf

    return pymupdf.open(path)


tool("pdf", "pymupdf get_text()")(lambda path: "\n".join(page.get_text() for page in mupdf_pages(path)))
tool("pdf", "pymupdf sort=True")(lambda path: "\n".join(page.get_text(sort=True) for page in mupdf_pages(path)))
tool("pdf", "pymupdf blocks")(lambda path: "\n".join(block[4] for page in mupdf_pages(path) for block in page.get_text("blocks")))


@tool("pdf", "pymupdf find_tables md")
def _(path):
    parts = []
    for page in mupdf_pages(path):
        tables = page.find_tables().tables
        in_table = lambda block: any(table.bbox[1] - 1 <= (block[1] + block[3]) / 2 <= table.bbox[3] + 1 for table in tables)
        items = [(block[1], block[4].strip()) for block in page.get_text("blocks") if not in_table(block)]
        items += [(table.bbox[1], f"\n{table.to_markdown()}\n") for table in tables]
        parts += [text for _, text in sorted(items, key=lambda item: item[0])]
    return "\n".join(parts)


@tool("pdf", "pymupdf4llm", "md")
def _(path):
    import pymupdf4llm

    return pymupdf4llm.to_markdown(path, show_progress=False)


@tool("pdf", "pdfminer.six")
def _(path):
    from pdfminer.high_level import extract_text

    return extract_text(path)


def pypdf_text(path, **options):
    import pypdf

    return "\n".join(page.extract_text(**options) for page in pypdf.PdfReader(path).pages)


tool("pdf", "pypdf plain")(pypdf_text)
tool("pdf", "pypdf layout")(lambda path: pypdf_text(path, extraction_mode="layout"))


@tool("pdf", "pypdfium2")
def _(path):
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def pdfjs(mode):
    script = os.path.join(HERE, "pdfjs-text.ts")
    return lambda path: output(["node", "--import", "tsx", script, mode, path])


tool("pdf", "pdf.js getTextContent")(pdfjs("items"))
tool("pdf", "pdf.js items joined by height")(pdfjs("lines"))


def camelot_tables(path, flavor):
    import camelot

    return [table.df.values.tolist() for table in camelot.read_pdf(path, pages="all", flavor=flavor, suppress_stdout=True)]


tool("pdf", "camelot lattice as pipes", "md")(lambda path: "\n\n".join(map(pipes, camelot_tables(path, "lattice"))))
tool("pdf", "camelot stream as TSV")(lambda path: "\n\n".join(map(tabs, camelot_tables(path, "stream"))))


@tool("pdf", "tabula lattice as TSV")
def _(path):
    import tabula

    options = {"header": None, "dtype": str}
    tables = tabula.read_pdf(path, pages="all", lattice=True, pandas_options=options, force_subprocess=True)
    blank = lambda value: "" if isinstance(value, float) and math.isnan(value) else str(value)
    return "\n\n".join(tabs([[blank(value) for value in row] for row in table.values.tolist()]) for table in tables)


def markitdown(path):
    from markitdown import MarkItDown

    return MarkItDown().convert(path).text_content


tool("pdf", "markitdown pdf", "md")(markitdown)


@tool("pdf", "pdf2docx", "docx")
def _(path):
    from pdf2docx import Converter

    logging.disable(logging.ERROR)
    target = tempfile.mktemp(".docx")
    converter = Converter(path)
    converter.convert(target)
    converter.close()
    return bytes_of(target)


def page_pictures(path, resolution):
    folder = tempfile.mkdtemp()
    output(["pdftoppm", "-r", str(resolution), "-png", path, f"{folder}/page"])
    return sorted(os.path.join(folder, name) for name in os.listdir(folder))


def tesseract(path, mode):
    return b"\n".join(output(["tesseract", page, "-", "-l", "chi_sim", "--psm", str(mode)], timeout=600) for page in page_pictures(path, 200))


tool("pdf", "tesseract psm 3 (scan)")(lambda path: tesseract(path, 3))
tool("pdf", "tesseract psm 6 (scan)")(lambda path: tesseract(path, 6))


def recognised(path):
    """Boxes of each page: top, bottom, left, text. Kept beside the temporary files, for two tools take them."""
    kept = os.path.join(tempfile.gettempdir(), f"rapidocr-{os.path.basename(path)}.json")
    if not os.path.exists(kept) or os.path.getmtime(kept) < os.path.getmtime(path):
        from rapidocr_onnxruntime import RapidOCR

        engine = RapidOCR()
        pages = []
        for picture in page_pictures(path, 150):
            boxes = engine(picture)[0] or []
            pages.append([(float(min(y for _, y in box)), float(max(y for _, y in box)), float(min(x for x, _ in box)), text) for box, text, _ in boxes])
        with open(kept, "w", encoding="utf-8") as file:
            json.dump(pages, file)
    with open(kept, encoding="utf-8") as file:
        return json.load(file)


tool("pdf", "RapidOCR one box a line (scan)")(lambda path: "\n".join(box[3] for page in recognised(path) for box in page))


@tool("pdf", "RapidOCR boxes joined to rows (scan)")
def _(path):
    lines = []
    for page in recognised(path):
        rows = []
        for top, bottom, left, text in sorted(page, key=lambda box: box[0] + box[1]):
            middle = (top + bottom) / 2
            if rows and abs(rows[-1][0] - middle) < (bottom - top) / 2:
                rows[-1][1].append((left, text))
            else:
                rows.append((middle, [(left, text)]))
        lines += [" ".join(text for _, text in sorted(row)) for _, row in rows]
    return "\n".join(lines)


# ---- Word

tool("docx", "direct DOCX", "docx")(bytes_of)


def pandoc(source, target):
    return lambda path: output(["pandoc", "-f", source, "-t", target, path])


for target, extension in (("plain", "txt"), ("gfm", "md"), ("markdown", "md"), ("html", "html"), ("rst", "txt")):
    tool("docx", f"pandoc docx→{target}", extension)(pandoc("docx", target))
tool("docx", "markitdown docx", "md")(markitdown)


@tool("docx", "mammoth html", "html")
def _(path):
    import mammoth

    with open(path, "rb") as file:
        return mammoth.convert_to_html(file).value


@tool("docx", "mammoth raw text")
def _(path):
    import mammoth

    with open(path, "rb") as file:
        return mammoth.extract_raw_text(file).value


@tool("docx", "docx2txt")
def _(path):
    import docx2txt

    return docx2txt.process(path)


@tool("docx", "docx2python text")
def _(path):
    from docx2python import docx2python

    with docx2python(path) as document:
        return document.text


def docx_body(path, draw):
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    document = docx.Document(path)
    lines = []
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            lines.append(Paragraph(element, document).text)
        elif element.tag.endswith("}tbl"):
            lines += [draw([text.text.replace("\n", "") for text in row.cells]) for row in Table(element, document).rows]
    return "\n".join(lines)


tool("docx", "python-docx rows, tabs")(lambda path: docx_body(path, "\t".join))
tool("docx", "python-docx rows, bars")(lambda path: docx_body(path, " | ".join))


@tool("docx", "python-docx paragraphs, then tables")
def _(path):
    import docx

    document = docx.Document(path)
    rows = ["\t".join(text.text for text in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


tool("docx", "LibreOffice → txt")(lambda path: office(path, "txt:Text (encoded):UTF8"))
tool("docx", "LibreOffice → html", "html")(lambda path: office(path, "html"))


def office_97(path, command):
    with tempfile.NamedTemporaryFile(suffix=".doc") as file:
        file.write(office(path, "doc"))
        file.flush()
        return output([*command, file.name])


tool("docx", "doc → antiword")(lambda path: office_97(path, ["antiword", "-m", "UTF-8.txt", "-w", "0"]))
tool("docx", "doc → catdoc")(lambda path: office_97(path, ["catdoc", "-d", "utf-8", "-w"]))

# ---- web pages

tool("html", "direct HTML", "html")(bytes_of)

def browser_copy(text):
    """What a browser gives as the text of a page; `text` is the JavaScript that asks for it."""
    copy = (
        f"<script>window.onload=()=>{{const text={text};document.body.innerHTML='';"
        "const copy=document.createElement('pre');copy.id='copy';copy.textContent=text;document.body.appendChild(copy);}</script>"
    )

    def read(path):
        page = text_of(path)
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(page.replace("</body>", f"{copy}</body>") if "</body>" in page else page + copy)
            file.flush()
            shown = chromium(["--dump-dom", f"file://{file.name}"]).decode("utf-8", "replace")
        found = re.search(r'<pre id="copy">(.*?)</pre>', shown, re.S)
        return markup.unescape(found.group(1)) if found else ""

    return read


tool("html", "browser copy (innerText)")(browser_copy("document.body.innerText"))
tool("html", "browser copy (selection)")(
    browser_copy("(getSelection().selectAllChildren(document.body),getSelection().toString())")
)


tool("html", "w3m -dump")(lambda path: output(["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "160", path]))


@tool("html", "lynx -dump")
def _(path):
    charsets = ["-assume_charset=utf-8", "-display_charset=utf-8"]
    return output(["lynx", "-dump", "-nolist", "-force_html", "-width=160", *charsets, path])


@tool("html", "html2text", "md")
def _(path):
    import html2text

    reader = html2text.HTML2Text()
    reader.body_width = 0
    return reader.handle(text_of(path))


@tool("html", "html2text wrapped", "md")
def _(path):
    import html2text

    return html2text.html2text(text_of(path))


def extracted(path, **options):
    import trafilatura

    return trafilatura.extract(text_of(path), include_tables=True, **options) or ""


tool("html", "trafilatura txt")(extracted)
tool("html", "trafilatura markdown", "md")(lambda path: extracted(path, output_format="markdown"))


@tool("html", "readability-lxml", "html")
def _(path):
    from readability import Document

    return Document(text_of(path)).summary()


@tool("html", "inscriptis")
def _(path):
    import inscriptis

    return inscriptis.get_text(text_of(path))


@tool("html", "markdownify", "md")
def _(path):
    import markdownify

    return markdownify.markdownify(text_of(path))


tool("html", "markitdown html", "md")(markitdown)
for target, extension in (("plain", "txt"), ("gfm", "md"), ("markdown", "md")):
    tool("html", f"pandoc html→{target}", extension)(pandoc("html", target))


def soup(path, **options):
    from bs4 import BeautifulSoup

    return BeautifulSoup(text_of(path), "lxml").get_text("\n", **options)


tool("html", "BeautifulSoup get_text")(soup)
tool("html", "BeautifulSoup get_text, strip")(lambda path: soup(path, strip=True))


@tool("html", "pandas.read_html → pipes", "md")
def _(path):
    import io

    import pandas

    tables = pandas.read_html(io.StringIO(text_of(path)), header=None)
    return "\n\n".join(pipes(table.fillna("").astype(str).values.tolist()) for table in tables)


tool("html", "LibreOffice html → txt")(lambda path: office(path, "txt:Text (encoded):UTF8"))


@tool("html", "selectolax text")
def _(path):
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text_of(path)).body.text(separator="\n")


@tool("html", "resiliparse plain text")
def _(path):
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(text_of(path))


tool("html", "html-text")(lambda path: __import__("html_text").extract_text(text_of(path)))
tool("html", "html-text without layout")(lambda path: __import__("html_text").extract_text(text_of(path), guess_layout=False))


@tool("html", "lxml text_content")
def _(path):
    from lxml import html

    return html.document_fromstring(text_of(path)).text_content()


@tool("html", "html2markdown", "md")
def _(path):
    import html2markdown

    return html2markdown.convert(text_of(path))


# What scripts do to a page in one line: a blank, or nothing, for each tag.
tool("html", "tags to blanks")(lambda path: re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", "", text_of(path))))
tool("html", "tags to nothing")(lambda path: re.sub(r"<[^>]+>", "", re.sub(r"(?s)<(script|style).*?</\1>", "", text_of(path))))
