"""Make small real documents of each format that is taken in: PDF by Typst, DOCX part by part."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
 Type="{DOCUMENT}"/>
</Relationships>"""
CORE = """<?xml version="1.0"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Harbour report</dc:title><dc:creator>Mara Quill</dc:creator><dc:language>en-GB</dc:language>
<dcterms:created>2031-05-03T09:00:00Z</dcterms:created>
</cp:coreProperties>"""


def run(text: str, properties: str = "") -> str:
    """Return a run of words in WordprocessingML."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX file with a body; `parts` adds or replaces others."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": CORE,
        "word/document.xml": document,
        **(parts or {}),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def pdf(source: str) -> bytes:
    """Return what Typst sets."""
    made: bytes = typst.compile(source.encode())
    return made


def encrypted(content: bytes, user: str) -> bytes:
    """Return a PDF that asks for a password, unless the user's is empty."""
    sealed = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.save(sealed, encryption=pikepdf.Encryption(owner="lantern", user=user))
    return sealed.getvalue()


def scan() -> bytes:
    """Return a PDF whose one page is a picture."""
    return pdf("#set page(width: 5cm, height: 5cm)\n#rect(width: 3cm, height: 3cm, fill: gray)")


def bomb(size: int) -> bytes:
    """Return a DOCX whose body unpacks to very many times its size."""
    return docx(f"<w:p>{run('a' * size)}</w:p>")


def lying_bomb(size: int) -> bytes:
    """Return one that declares its body as small."""
    content = bytearray(bomb(size))
    name = b"word/document.xml"
    local = content.index(name) - 30
    central = content.index(name, local + 30 + len(name) + 1) - 46
    for at in (local + 22, central + 24):
        content[at : at + 4] = pack("<I", 500)
    return bytes(content)


def png() -> bytes:
    """Return a picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
