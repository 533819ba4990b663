"""CSV: headers, rows and cells that do not fit."""
# ruff: noqa: E501 - what kb tells on one line stands on one line

from tests.hostile.case import Case, broken

HEADER = "source_title,source_kind,source_key,treatment,aspect,stance,statement"
ROW = "t,book,broken,t,safety,supports,s"
QUANTITY = f"{HEADER},quantity_name,quantity_low,quantity_high,quantity_unit\n{ROW}"


def _rows(*rows: str) -> str:
    return "".join(f"{row}\n" for row in (HEADER, *rows))


CASES: list[Case] = [
    broken(
        "a column with a slip",
        "a.csv",
        _rows(ROW).replace("stance", "stanse"),
        "1: stanse: is not a column; did you mean stance?",
    ),
    broken(
        "a column like none",
        "a.csv",
        _rows(ROW).replace("treatment", "xyzzy"),
        "1: xyzzy: is not a column; the columns are source_title, source_kind, source_key, source_publisher, source_sponsor, source_authors, source_published, source_published_note, source_url, source_doi, source_pmid, source_interest, source_derived_from, source_text, treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, key, status, reviewed, origin, quantity_name, quantity_low, quantity_high, quantity_unit",
    ),
    broken(
        "no column for the title",
        "a.csv",
        _rows(ROW).replace("source_title", "source_publisher"),
        "1: source_title: is missing: every source has one",
    ),
    broken(
        "neither title nor kind",
        "a.csv",
        "treatment\nt\n",
        "1: source_title: is missing: every source has one",
        "1: source_kind: is missing: every source has one",
    ),
    broken("a column given twice", "a.csv", _rows(ROW).replace("statement", "stance"), "1: stance: is given twice"),
    broken(
        "a header given twice",
        "a.csv",
        _rows(HEADER, ROW),
        "2: source_kind: 'source_kind' is not one of clinic-page, news, sponsored-post, blog, forum, press-release, journal-article, preprint, systematic-review, guideline, regulator, trial-registry, book, other",
        "2: aspect: 'aspect' is not one of efficacy, durability, predictability, safety, tolerability, candidacy, regulation, evidence, cost, availability, comparison, timing, mechanism",
        "2: stance: 'stance' is not one of supports, refutes, neutral",
    ),
    broken(
        "a million columns",
        "a.csv",
        "source_title,source_kind" + ",treatment" * 1_000_000 + "\n",
        *["1: treatment: is given twice"] * 20,
    ),
    broken("a short row", "a.csv", _rows(ROW, "t,book"), "3: None: has 2 cells; the header names 7 columns"),
    broken(
        "a row that is shorter than a header without its last names",
        "a.csv",
        f"{HEADER},,,\n{ROW}\nt,book\n",
        "3: None: has 2 cells; the header names 7 columns",
    ),
    broken("a long row", "a.csv", _rows(ROW, f"{ROW},more"), "3: None: has a value in column 8, which has no name"),
    broken(
        "a value under a column without a name",
        "a.csv",
        f"{HEADER},,\n{ROW},,x\n",
        "2: None: has a value in column 9, which has no name",
    ),
    broken(
        "a mark left open in line 3",
        "a.csv",
        _rows(ROW, f'"{ROW}'),
        "3: None: not valid CSV: a quotation mark that is opened here or below is never closed",
    ),
    broken(
        "a mark left open in the header",
        "a.csv",
        f'"{HEADER}\n{ROW}\n',
        "1: None: not valid CSV: a quotation mark that is opened here or below is never closed",
    ),
    broken(
        "text behind a closing mark",
        "a.csv",
        _rows(ROW.replace(",s", ',"s" x', 1)),
        "2: None: not valid CSV: text after a closing quotation mark; double the marks inside a cell",
    ),
    broken(
        "semicolons",
        "a.csv",
        _rows(ROW).replace(",", ";"),
        "1: None: its columns are parted by semicolons; save it with commas",
    ),
    broken(
        "semicolons under a blank line",
        "a.csv",
        "\n" + _rows(ROW).replace(",", ";"),
        "2: None: its columns are parted by semicolons; save it with commas",
    ),
    broken(
        "semicolons between cells in marks",
        "a.csv",
        '"source_title";"source_kind"\n"t";"book"\n',
        "1: None: its columns are parted by semicolons; save it with commas",
    ),
    broken(
        "a line for Excel",
        "a.csv",
        f"sep=,\n{_rows(ROW)}",
        "1: None: the line sep=, is for Excel alone; take it out",
    ),
    broken(
        "a line for Excel that was saved again",
        "a.csv",
        f'"SEP=,",,,,,,\n{_rows(ROW)}',
        "1: None: the line sep=, is for Excel alone; take it out",
    ),
    broken(
        "a line for Excel and semicolons",
        "a.csv",
        "sep=;\n" + _rows(ROW).replace(",", ";"),
        "1: None: its columns are parted by semicolons; save it with commas",
    ),
    broken(
        "a column with a slip under blank lines",
        "a.csv",
        "\n,,,\n" + _rows(ROW).replace("stance", "stanse"),
        "3: stanse: is not a column; did you mean stance?",
    ),
    broken(
        "no column for the kind under a blank line",
        "a.csv",
        "\nsource_title,treatment\nt,t\n",
        "2: source_kind: is missing: every source has one",
    ),
    broken(
        "tabs", "a.csv", _rows(ROW).replace(",", "\t"), "1: None: its columns are parted by tabs; save it with commas"
    ),
    broken(
        "a cell of 130 kB",
        "a.csv",
        _rows(ROW, ROW + "s" * 133_120),
        "3: None: not valid CSV: a cell of over 128 kB; is a quotation mark left open?",
    ),
    broken(
        "a row that never ends",
        "a.csv",
        _rows('"') + ("x" * 100_000 + '\n","') * 170,
        "170: None: a row of over 16 MB; is a quotation mark left open?",
    ),
    broken(
        "a carriage return in a line",
        "a.csv",
        _rows(ROW, ROW.replace("safety", "saf\rety")),
        "3: None: not valid CSV: a carriage return inside a line; save it with LF or CRLF line ends",
    ),
    broken(
        "carriage returns alone in CSV",
        "a.csv",
        _rows(ROW).replace("\n", "\r"),
        "1: None: not valid CSV: a carriage return inside a line; save it with LF or CRLF line ends",
    ),
    broken(
        "a title that differs",
        "a.csv",
        _rows(ROW, ROW, "T" + ROW[1:]),
        "4: source_title: is 'T', but 't' for the same source in line 2",
    ),
    broken(
        "a kind that differs far away",
        "a.csv",
        _rows(ROW, *["u,book,u,t,cost,supports,s"] * 3, ROW.replace("book", "blog")),
        "6: source_kind: is 'blog', but 'book' for the same source in line 2",
    ),
    broken(
        "an unknown word under cells of several lines",
        "a.csv",
        _rows(f'{ROW[:-1]}"one\ntwo\nthree"', ROW.replace("supports", "suports")),
        "5: stance: 'suports' is not one of supports, refutes, neutral; did you mean supports?",
    ),
    broken(
        "a number that is none", "a.csv", f"{QUANTITY},gain,many,2,weeks\n", "2: quantity_low: 'many' is not a number"
    ),
    broken("low above high", "a.csv", f"{QUANTITY},gain,3,2,weeks\n", "2: quantity_low: 3 is above high, 2"),
    broken("a quantity without a name", "a.csv", f"{QUANTITY},,1,2,weeks\n", "2: quantity_name: is missing"),
    broken(
        "a quantity without a number",
        "a.csv",
        f"{QUANTITY},gain,,,weeks\n",
        "2: quantity: has neither low nor high: give one or both",
    ),
    broken(
        "an unknown unit in a cell",
        "a.csv",
        f"{QUANTITY},gain,1,2,wekks\n",
        "2: quantity_unit: the unit 'wekks' is not known; did you mean weeks?",
    ),
    broken(
        "an unknown kind in a cell",
        "a.csv",
        _rows(ROW.replace("book", "bok")),
        "2: source_kind: 'bok' is not one of clinic-page, news, sponsored-post, blog, forum, press-release, journal-article, preprint, systematic-review, guideline, regulator, trial-registry, book, other; did you mean book?",
    ),
    broken(
        "a bad DOI in a cell",
        "a.csv",
        f"{HEADER},source_doi\n{ROW},10.x\n",
        "2: source_doi: '10.x' is not a DOI: it should look like 10.1000/xyz123",
    ),
    broken("a source without a title in its row", "a.csv", _rows(ROW[1:]), "2: source_title: is missing"),
    broken(
        "a header only", "a.csv", f"{HEADER}\n", "None: None: is empty: it holds no source record and no vocabulary"
    ),
    broken("an empty file of CSV", "a.csv", "", "None: None: is empty: it holds no source record and no vocabulary"),
    broken(
        "rows of commas",
        "a.csv",
        f"{HEADER}\n,,,,,,\n,,,,,,\n",
        "None: None: is empty: it holds no source record and no vocabulary",
    ),
    broken(
        "the key of a claim given twice",
        "a.csv",
        f"{HEADER},key\n{ROW},a\n{ROW},a\n",
        "3: key: 'a' is the key of another claim of this source, in line 2",
    ),
    broken(
        "JSON as CSV",
        "a.csv",
        '{"source": {"title": "t"}}\n',
        '1: {"source": {"title": "t"}}: is not a column; the columns are source_title, source_kind, source_key, source_publisher, source_sponsor, source_authors, source_published, source_published_note, source_url, source_doi, source_pmid, source_interest, source_derived_from, source_text, treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, key, status, reviewed, origin, quantity_name, quantity_low, quantity_high, quantity_unit',
        "1: source_title: is missing: every source has one",
        "1: source_kind: is missing: every source has one",
    ),
    broken(
        "CSV through standard input",
        "-",
        _rows(ROW, "t"),
        "3: None: has 1 cells; the header names 7 columns",
        stream="csv",
    ),
]
