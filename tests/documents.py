"""Tiny documents of the archived formats, built in code, as the programs that people use write them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

TIME = (2015, 9, 23, 10, 30, 0)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def archive(parts: Mapping[str, str | bytes], stored: tuple[str, ...] = (), comment: bytes = b"") -> bytes:
    """Return a zip archive of the parts, in their order, each from the same minute."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.comment = comment
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, TIME)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            file.writestr(info, content)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    """Return the unpacked members of an archive in their order, each of which must be sound."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t xml:space='preserve'>{text}</w:t></w:r>"


BODY = (
    f"{XML}<w:document {W}><w:body><!-- 软件 --><w:p><w:pPr><w:pStyle w:val='软件'/></w:pPr>"
    + run("警务软", '<w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>')
    + run("件&amp;发")
    + run("展&#36719;件")
    + "<w:r><w:tab/></w:r>"
    + run("干部")
    + "</w:p><w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF 软件</w:instrText></w:r>"
    + run("软件")
    + "</w:p><w:p>"
    + run("外软")
    + f"<w:r><w:pict><w:txbxContent><w:p>{run('框里')}</w:p></w:txbxContent></w:pict></w:r>"
    + run("件")
    + "</w:p><w:p><w:r><wp:docPr xmlns:wp='wp' id='1' name='软件' descr='监控图'/></w:r></w:p></w:body></w:document>"
)
BODY_S2TWP = (
    BODY.replace("警务软", "警務軟").replace("件&amp;发", "體&amp;發").replace("展&#36719;件", "展&#36575;體")
    .replace("zh-CN", "zh-TW").replace(">干部<", ">幹部<").replace("preserve'>软件<", "preserve'>軟體<")
    .replace("外软", "外軟").replace("框里", "框裡").replace("preserve'>件<", "preserve'>體<")
    .replace("监控图", "監控圖")
)  # fmt: skip
HEADER = f"{XML}<w:hdr {W}><w:p>{run('内部资料')}</w:p></w:hdr>"
CORE = f"{XML}<cp:core xmlns:cp='cp' {DC}><dc:title>软件</dc:title><dc:creator>软件</dc:creator></cp:core>"
DOCX = archive(
    {
        "[Content_Types].xml": f"{XML}<Types/>",
        "_rels/.rels": f"{XML}<Relationships/>",
        "word/document.xml": BODY,
        "word/header1.xml": HEADER,
        "word/media/图.png": b"\x89PNG\0\xff" * 50,
        "word/custom/软件.xml": "<x>软件</x>",
        "docProps/core.xml": CORE,
    },
    stored=("word/media/图.png",),
    comment="软件".encode(),
)
DOCX_S2TWP = {
    "word/document.xml": BODY_S2TWP,
    "word/header1.xml": HEADER.replace("内部资料", "內部資料"),
    "docProps/core.xml": CORE.replace("<dc:title>软件", "<dc:title>軟體"),
}

CONTAINER = (
    f"{XML}<container><rootfiles><rootfile full-path='OEBPS/content.opf' media-type='x'/></rootfiles></container>"
)
OPF = (
    f"{XML}<package xml:lang='zh-CN'><metadata {DC}><dc:title>软件</dc:title><dc:language> zh-CN </dc:language>"
    "<dc:creator>软件</dc:creator></metadata><manifest>"
    "<item id='a' href='text/%E7%AB%A0.xhtml' media-type='application/xhtml+xml'/>"
    "<item id='n' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
    "<item id='c' href='软件.css' media-type='text/css'/></manifest></package>"
)
NCX = (
    f'{XML}<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    "<ncx><navMap><navPoint id='软件'><navLabel><text>软件</text></navLabel><content src='章.xhtml#软件'/></navPoint>"
    "</navMap></ncx>"
)
CHAPTER = (
    f"{XML}<!DOCTYPE html><html lang='zh-CN' xml:lang='zh-CN'><head><title>软件</title></head>"
    "<body><p id='软件'>软<em>件</em>发展&#160;<br/>干部</p></body></html>"
)
EPUB = archive(
    {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/content.opf": OPF,
        "OEBPS/text/章.xhtml": CHAPTER,
        "OEBPS/toc.ncx": NCX,
        "OEBPS/软件.css": ".a:before{content:'软件'}",
    },
    stored=("mimetype",),
)
EPUB_S2TWP = {
    "OEBPS/content.opf": OPF.replace("zh-CN", "zh-TW").replace("title>软件", "title>軟體"),
    "OEBPS/text/章.xhtml": CHAPTER.replace("zh-CN", "zh-TW").replace("title>软件", "title>軟體")
    .replace("软<em>件</em>发展", "軟<em>體</em>發展").replace("干部", "幹部"),
    "OEBPS/toc.ncx": NCX.replace("text>软件", "text>軟體"),
}  # fmt: skip
