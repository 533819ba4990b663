"""kb in a terminal, and bases whose text is hard to lay out."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
from pathlib import Path

from tests.building import Record, claim, source
from tests.cli.running import KB

ADDRESS = "https://example.org/a/path/that/goes/on/and/on/without/any/blank/until/it/is/wider/than/most/windows?query=1&more=2"
GERMAN = "Hochleistungshaarwiederherstellungsverfahrenserläuterungsschriftenverzeichnisnummernvergabestelle"
LONG_KEY = "a-key-that-is-made-from-a-long-publisher-and-a-long-title-3fa9c0d1"


def on_terminal(database: Path, columns: int, *arguments: str, **environment: str) -> str:
    """Return what kb writes in a terminal of so many columns; ``environment`` says which terminal it is."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    told = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    told |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "KB_DATABASE": str(database), **environment}
    command = subprocess.Popen([*KB, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=told)
    os.close(theirs)
    written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert command.wait() == 0, written
    return written.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # all is read, and nobody can write any more
        return b""


def many_scripts() -> list[Record]:
    """Return sources in several scripts, with words and addresses wider than a line, that disagree in many ways."""
    said = {"treatment": "幹細胞療法", "condition": "薄毛"}
    timing = {"treatment": "幹細胞療法", "aspect": "timing", "quote": "二か月から三か月"}
    return [
        source(
            "cjk-clinic",
            claim(
                "supports",
                **said,
                quote="幹細胞療法は薄毛に効果があり、三か月後には髪の密度がはっきりと増えたことが確認されました。",
            ),
            claim(None, **timing, quantity={"name": "time to results", "low": 2, "high": 3, "unit": "months"}),
            title="幹細胞療法による薄毛治療:効果と安全性についての総合的な解説、患者のために",
            kind="clinic-page",
            publisher="東京毛髪クリニック",
            interest="commercial",
            authors=[{"name": "山田太郎"}],
        ),
        source(
            "rtl-news",
            claim(
                "refutes",
                **said,
                quote="لا يوجد دليل على أن العلاج بالخلايا الجذعية يعيد الشعر عند معظم المرضى",
                certainty="hedged",
            ),
            title="عنوان طويل عن علاج الشعر وما يقوله الأطباء عنه",
            kind="news",
            authors=[{"name": "أحمد علي"}],
        ),
        source(
            "emoji-forum",
            claim("neutral", **said, quote="who knows 🤷🏽‍♀️ 👩‍🔬 🇳🇿 maybe it works 💇‍♂️✨ maybe not ❤️‍🩹"),
            claim(None, **timing, quantity={"name": "time to results", "low": 1, "high": 2, "unit": "years"}),
            title="my hair diary 💇",
            kind="forum",
        ),
        source(
            "long-word",
            claim("supports", **said, quote=f"{GERMAN} says {ADDRESS}", outcome="hair density", population="men"),
            claim("supports", **said, aspect="safety", statement=f"see {ADDRESS}", population="men"),
            title=f"{GERMAN} {ADDRESS}",
            kind="blog",
            interest="sponsored",
            url=ADDRESS,
            publisher=ADDRESS,
        ),
        source(
            LONG_KEY,
            claim("refutes", **said, quote=["no difference was seen", "p = 0.51"], evidence="randomised-trial"),
            claim("refutes", **said, aspect="safety", population="women"),
            authors=[{"name": f"Author Number{number} Of A Long List"} for number in range(12)],
            interest="industry-funded",
            published="2019-05",
        ),
    ]
