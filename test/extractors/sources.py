"""Made-up reports in many styles, as Word files and web pages, with the value of every cell beside them."""
import html
import json
import os
import random
from dataclasses import dataclass

from figures import APPLICANTS, CARRIED_OUT, RECEIVED, RESULTS, REVIEW_BLOCKS, disclosure_rows, figures, outcome_rows


@dataclass(frozen=True)
class Source:
    """A report to be made. Lengths are in centimetres, `size` in points."""

    name: str
    seed: int
    form: str
    organ: str
    year: int
    title: str = "{organ}{year}年政府信息公开工作年度报告"
    zero: str = "0"
    busy: float = 0.4
    most: int = 60
    thousands: bool = False
    full_width_numbers: bool = False
    landscape: bool = False
    size: float = 10.5
    label_width: float = 7.0
    margin: float = 2.6
    footer: str | None = "- {page} -"
    header: str | None = None
    broken_labels: bool = False
    page: str = "plain"
    font: str = "Noto Serif CJK SC"
    middle: bool = False
    """True where cells are set in the middle of their rows."""
    row_height: float = 0


# Organs are fictional.
SOURCES = [
    Source("F2021-county", 101, "2021", "望澜省云麓县人民政府", 2022, most=4800, busy=0.7, thousands=True, footer="— {page} —", page="chrome"),
    Source("G2019-bureau", 102, "2019", "松陂市市场监督管理局", 2019, zero="", header="松陂市市场监督管理局", size=12, label_width=6.0, page="paragraphs"),
    Source("H2021s-town", 103, "2021-single", "黛麓市槿湄区南窑镇人民政府", 2023, title="{organ}\n{year}年政府信息公开工作年度报告", zero="/", footer=None, busy=0.25, page="headers"),
    Source("I2021-university", 104, "2021", "云泽理工大学", 2024, title="{organ}{year}年度信息公开工作年度报告", landscape=True, broken_labels=True, footer="第 {page} 页 共 {pages} 页", page="word"),
    Source("J2019-subdistrict", 105, "2019", "翎涧市桓峦区汀麓街道办事处", 2020, busy=0.2, footer="{page}", size=9, label_width=9.5, page="chrome"),
]
HELD_SOURCES = [
    Source("K2021-city", 201, "2021", "汀澜市人民政府", 2021, title="汀澜市{year}年政府信息公开工作年度报告", most=9700, busy=0.8, full_width_numbers=True, label_width=5.2, footer="{page} / {pages}", page="headers"),
    Source("L2019-township", 202, "2019", "桓峦县岚溪乡人民政府", 2020, title="{organ}政府信息公开工作{year}年度报告", zero="", thousands=True, most=900, size=12, page="word"),
    Source("M2021s-bureau", 203, "2021-single", "槿湄市翎山区卫生健康局", 2021, zero="—", header="{title}", footer="第{page}页", broken_labels=True, page="paragraphs"),
    Source("N2021-fund", 204, "2021", "松澜市住房公积金管理中心", 2025, busy=0.15, most=2100000, margin=1.9, size=9, footer=None, page="chrome"),
]

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARTICLES = [
    ("一、总体情况", [
        "{year}年，我单位坚持以人民为中心，认真贯彻落实《中华人民共和国政府信息公开条例》，围绕中心工作，聚焦群众关切，扎实推进决策、执行、管理、服务、结果公开，各项任务取得新的进展。",
        "（一）主动公开。全年通过政府网站公开各类信息{a}条，通过政务新媒体发布信息{b}条，做到应公开尽公开。",
        "（二）依申请公开。进一步规范登记、审核、办理、答复、归档各环节，依法依规答复申请人。",
        "（三）政府信息管理。严格落实“三审三校”制度，未经审核的信息一律不予发布。",
        "（四）平台建设。加强网站与政务新媒体日常监测，及时整改错链、断链{c}处。",
        "（五）监督保障。将政务公开纳入年度考核，组织业务培训{d}次。",
    ]),
    ("二、主动公开政府信息情况", []),
    ("三、收到和处理政府信息公开申请情况", []),
    ("四、政府信息公开行政复议、行政诉讼情况", []),
    ("五、存在的主要问题及改进情况", [
        "一是部分信息更新不够及时；二是业务人员流动较快，业务水平有待提高。下一步，将加强培训，完善制度，压实责任，不断提升公开质量。",
    ]),
    ("六、其他需要报告的事项", ["本年度未收取政府信息公开信息处理费。"]),
]
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@dataclass
class Grid:
    """A table with its merged cells: (row, column, rows, columns, text, is a number), and the width of each column in parts."""

    cells: list
    rows: int
    widths: list


def narrative(source):
    """Title lines, then headings with their paragraphs; a table stands where a heading has no text."""
    rnd = random.Random(source.seed * 7)
    words = {name: rnd.randint(3, 900) for name in "abcd"} | {"year": source.year}
    title = source.title.format(organ=source.organ, year=source.year).split("\n")
    return title, [(heading, [text.format(**words) for text in texts]) for heading, texts in ARTICLES]


def printed(source, value):
    """A value as the report prints it."""
    if value == 0:
        return source.zero
    return f"{value:,}" if source.thousands else str(value)


def label_of(source, text):
    if source.full_width_numbers and text[0].isdigit():
        text = text[0].translate(FULL_WIDTH) + "．" + text[2:]
    if source.broken_labels and len(text) > 14:
        return text[:8] + "\n" + text[8:]
    return text


def expected(source, cells):
    """The value of every cell that the report prints; None where it leaves a blank."""
    shown = {key: None if value == 0 and source.zero != "0" else value for key, value in cells.items()}
    return {
        "organ": source.organ,
        "organAccept": sorted({source.organ, source.organ.removesuffix("人民政府")}),
        "year": source.year,
        "form": "FORM_2019" if source.form == "2019" else "FORM_2021",
        "cells": shown,
    }


def grids(source, cells):
    """The three tables of the form."""
    value = lambda key: printed(source, cells[key])
    one, row = [], 0
    for article, headers, rows in disclosure_rows(source.form):
        one.append((row, 0, 1, 4, article, False))
        span = 3 // len(headers) if len(headers) != 2 else 1
        header_row = row + 1
        for offset, (label, texts) in enumerate([("信息内容", headers), *((name, keys) for name, keys in rows)]):
            at = header_row + offset
            one.append((at, 0, 1, 1, label, False))
            for index, text in enumerate(texts):
                last = index == len(texts) - 1
                width = 3 - index * span if last else span
                one.append((at, 1 + index * span, 1, width, text if offset == 0 else value(f"disclosure.{text}"), offset > 0))
        row = header_row + len(rows) + 1
    first = Grid(one, row, [3, 2, 2, 2])

    two = [(0, 0, 3, 3, NOTE, False), (0, 3, 1, 7, "申请人情况", False), (1, 3, 2, 1, "自然人", False), (1, 4, 1, 5, "法人或其他组织", False), (1, 9, 2, 1, "总计", False)]
    for index, text in enumerate(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]):
        two.append((2, 4 + index, 1, 1, text, False))
    at = 3
    outcomes = outcome_rows(source.form)

    def numbers(row_key):
        for index, applicant in enumerate(APPLICANTS):
            two.append((at, 3 + index, 1, 1, value(f"applications.{row_key}.{applicant}"), True))

    for key, _, label in RECEIVED:
        two.append((at, 0, 1, 3, label_of(source, label), False))
        numbers(key)
        at += 1
    two.append((at, 0, len(outcomes), 1, "三、本年度办理结果", False))
    group_before = None
    for index, (key, group, label) in enumerate(outcomes):
        if group is None:
            two.append((at, 1, 1, 2, label_of(source, label), False))
        else:
            if group != group_before:
                size = sum(1 for _, other, _ in outcomes if other == group)
                two.append((at, 1, size, 1, group, False))
            two.append((at, 2, 1, 1, label_of(source, label), False))
        group_before = group
        numbers(key)
        at += 1
    for key, _, label in CARRIED_OUT:
        two.append((at, 0, 1, 3, label_of(source, label), False))
        numbers(key)
        at += 1
    labels = source.label_width
    second = Grid(two, at, [labels * 0.16, labels * 0.24, labels * 0.6] + [(22 - labels if source.landscape else 15.5 - labels) / 7] * 7)

    three = [(0, 0, 1, 5, "行政复议", False), (0, 5, 1, 10, "行政诉讼", False), (1, 5, 1, 5, "未经复议直接起诉", False), (1, 10, 1, 5, "复议后起诉", False)]
    for block, name in enumerate(REVIEW_BLOCKS):
        for index, (result, text) in enumerate(zip(RESULTS, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])):
            column = block * 5 + index
            three.append((1, column, 2, 1, text, False) if block == 0 else (2, column, 1, 1, text, False))
            three.append((3, column, 1, 1, value(f"review.{name}.{result}"), True))
    return [first, second, Grid(three, 4, [1] * 15)]


def write_docx(source, path):
    """The report as a Word file."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    title, articles = narrative(source)
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = source.font
    style.element.rPr.rFonts.set(qn("w:eastAsia"), source.font)
    style.font.size = Pt(source.size)
    section = document.sections[0]
    width, height = (29.7, 21.0) if source.landscape else (21.0, 29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if source.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(source.margin)
    for text in title:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = True, Pt(18)
    tables = iter(grids(source, figures(source.seed, source.form, source.busy, source.most)))
    for heading, texts in articles:
        document.add_paragraph().add_run(heading).bold = True
        for text in texts:
            document.add_paragraph(text).paragraph_format.first_line_indent = Pt(source.size * 2)
        if texts:
            continue
        grid = next(tables)
        table = document.add_table(grid.rows, len(grid.widths))
        table.style, table.autofit = "Table Grid", False
        parts = (width - 2 * source.margin) / sum(grid.widths)
        for column, part in zip(table.columns, grid.widths):
            column.width = Cm(part * parts)
        for row in table.rows:
            if source.row_height > 0:
                row.height = Cm(source.row_height)
            for cell, part in zip(row.cells, grid.widths):
                cell.width = Cm(part * parts)
        for row, column, rows, columns, text, is_number in grid.cells:
            cell = table.cell(row, column)
            if rows > 1 or columns > 1:
                cell = cell.merge(table.cell(row + rows - 1, column + columns - 1))
            cell.text = text
            if source.middle:
                cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                if is_number:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if source.header is not None:
        section.header.paragraphs[0].text = source.header.format(title="".join(title))
    if source.footer is not None:
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write_page_number(footer, source.footer)
    document.save(path)


def write_page_number(paragraph, pattern):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for part in pattern.replace("{pages}", "\0NUMPAGES\0").replace("{page}", "\0PAGE\0").split("\0"):
        if part not in ("PAGE", "NUMPAGES"):
            paragraph.add_run(part)
            continue
        for kind in ("begin", None, "end"):
            run = paragraph.add_run()
            element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
            if kind is None:
                element.text = part
            else:
                element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def html_table(source, grid):
    """A table in the style of the page: plain cells, cells of paragraphs, header cells or what Word saves."""
    rows = [[] for _ in range(grid.rows)]
    for row, column, height, width, text, is_number in sorted(grid.cells):
        spans = (f' rowspan="{height}"' if height > 1 else "") + (f' colspan="{width}"' if width > 1 else "")
        inner = "<br>".join(html.escape(part) for part in text.split("\n"))
        if inner == "":
            inner = "&nbsp;"
        if source.page == "paragraphs":
            inner = f'<p style="text-align:center">{inner}</p>'
        elif source.page == "word":
            inner = f"<p class=MsoNormal align=center><span lang=EN-US style='font-size:10.5pt'>{inner}<o:p></o:p></span></p>"
        elif source.page == "chrome":
            inner = f"<span>{inner}</span>"
        tag = "th" if source.page == "headers" and not is_number and row == 0 else "td"
        rows[row].append(f"<{tag}{spans}>{inner}</{tag}>")
    body = "\n".join("<tr>" + "\n".join(cells) + "</tr>" if source.page in ("paragraphs", "word") else "<tr>" + "".join(cells) + "</tr>" for cells in rows)
    return f'<table border="1" cellspacing="0">{body}</table>' if source.page != "word" else f"<table class=MsoTableGrid border=1>{body}</table>"


def write_html(source, path):
    """The report as a web page; `chrome` puts what sites draw around an article before and after it."""
    title, articles = narrative(source)
    whole = "".join(title)
    tables = iter(grids(source, figures(source.seed, source.form, source.busy, source.most)))
    parts = [f"<h1>{'<br>'.join(title)}</h1>"]
    for heading, texts in articles:
        parts.append(f"<p><b>{heading}</b></p>")
        parts += [f"<p>　　{text}</p>" for text in texts]
        if not texts:
            parts.append(html_table(source, next(tables)))
    article = "\n".join(parts)
    if source.page == "chrome":
        article = (
            '<div class="top"><a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/nb/">政府信息公开年报</a></div>\n'
            f'<div class="article">{article.replace("</h1>", f"""</h1><div class="info"><span>发布时间：{source.year + 1}-01-20 10:32</span> <span>来源：{source.organ}</span> <span>浏览次数：128</span> <span>【字体：大 中 小】</span></div>""", 1)}</div>\n'
            '<div class="footer"><p>主办单位：' + source.organ + "</p><p>网站标识码：0000000000</p></div>"
        )
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{whole}</title></head>\n<body>\n{article}\n</body></html>\n')


def write_source(source, folder):
    """SOURCE.docx, SOURCE.html and SOURCE.expected.json."""
    cells = figures(source.seed, source.form, source.busy, source.most)
    with open(os.path.join(folder, f"{source.name}.expected.json"), "w", encoding="utf-8") as file:
        json.dump(expected(source, cells), file, ensure_ascii=False, indent=1)
    write_docx(source, os.path.join(folder, f"{source.name}.docx"))
    write_html(source, os.path.join(folder, f"{source.name}.html"))
