"""A small writer of PDFs: lines of text at given places, in Helvetica."""

import zlib
from typing import NamedTuple

WIDTH, HEIGHT = 612, 792
LEFT, TOP, SIZE, LEADING = 72, 700, 10, 12


class Line(NamedTuple):
    text: str
    x: float
    y: float
    size: float = SIZE


def column(*lines: str, top: float = TOP, left: float = LEFT, leading: float = LEADING) -> list[Line]:
    """Return lines one below the other; an empty one leaves a gap."""
    return [Line(text, left, top - at * leading) for at, text in enumerate(lines) if text]


def make_pdf(
    *pages: list[Line], title: str = "", author: str = "", created: str = "", encrypted: bool = False
) -> bytes:
    """Return a PDF of ``pages``."""
    return assemble(
        [_content(page) for page in pages], {"Title": title, "Author": author, "CreationDate": created}, encrypted
    )


def _content(lines: list[Line]) -> bytes:
    shown = (f"BT /F1 {each.size} Tf {each.x} {each.y} Td ({_escaped(each.text)}) Tj ET" for each in lines)
    return _stream("\n".join(shown).encode("cp1252"), compressed=True)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _stream(data: bytes, *, compressed: bool, filters: str = "/FlateDecode") -> bytes:
    kept = zlib.compress(data) if compressed else data
    named = f" /Filter {filters}" if compressed else ""
    return f"<< /Length {len(kept)}{named} >>\nstream\n".encode() + kept + b"\nendstream"


def make_bomb(size: int, *, twice: bool = False) -> bytes:
    """Return a PDF whose one page is ``size`` bytes of drawing, compressed (``twice``: what was compressed, again)."""
    packer = zlib.compressobj(9)
    piece = b"0 0 m " * 200_000
    # Blocks that refer to nothing before them can be repeated without packing all of it.
    head = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + block * (size // len(piece))
    if twice:
        packed = zlib.compress(packed, 9)
    filters = "[/FlateDecode /FlateDecode]" if twice else "/FlateDecode"
    content = f"<< /Length {len(packed)} /Filter {filters} >>\nstream\n".encode() + packed + b"\nendstream"
    return assemble([content], {}, False)


def make_scan() -> bytes:
    """Return a PDF of one page with a picture and no text."""
    image = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"
    return assemble([_stream(image, compressed=False)], {}, False)


def assemble(contents: list[bytes], info: dict[str, str], encrypted: bool) -> bytes:
    """Return a PDF with a page for each content stream."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(contents):
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {5 + 2 * at} 0 R"
        objects += [f"<< {page} /Resources << /Font << /F1 3 0 R >> >> >>".encode(), content]
    fields = " ".join(f"/{name} ({_escaped(value)})" for name, value in info.items() if value)
    objects.append(f"<< {fields} >>".encode("cp1252"))
    lock = f"/Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}>"
    objects += [f"<< {lock} >>".encode()] if encrypted else []
    return _file(objects, encrypted)


def _file(objects: list[bytes], encrypted: bool) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    info = len(objects) - encrypted
    lock = f" /Encrypt {len(objects)} 0 R /ID [<41> <41>]" if encrypted else ""
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {info} 0 R{lock} >>"
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n{trailer}\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
