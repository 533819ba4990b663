"""What YAML can do and a data file must not, and YAML that is none."""
# ruff: noqa: E501 - what kb tells on one line stands on one line

from tests.hostile.case import FIELDS, SOURCE, Case, broken, claim_of

BOMB = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nsource: *c\n"

CASES: list[Case] = [
    broken("an alias", "a.yaml", SOURCE + "claims: *here\n", "2: None: the alias *here: write each value out"),
    broken("an anchor", "a.yaml", SOURCE + "claims: &here []\n", "2: None: the anchor &here: write each value out"),
    broken("a bomb of aliases", "a.yaml", BOMB, "1: None: the anchor &a: write each value out"),
    broken(
        "a quote in braces that a comma cuts",
        "a.yaml",
        claim_of("treatment: t, aspect: cost, stance: refutes, quote: the price rose, not fell"),
        "3: not fell: has no value: in braces a comma ends what stands before it; put the whole text in double quotes",
    ),
    broken(
        "a merge key",
        "a.yaml",
        claim_of(f"<<: {{stance: refutes}}, {FIELDS}"),
        "3: <<: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "a merge of an alias",
        "a.yaml",
        SOURCE + "claims:\n  - <<: *base\n",
        "3: None: the alias *base: write each value out",
    ),
    broken(
        "a Python tag",
        "a.yaml",
        "source: !!python/object/apply:os.system [true]\n",
        "1: None: the tag tag:yaml.org,2002:python/object/apply:os.system: leave it out, every value is read as text",
    ),
    broken(
        "a tag of YAML",
        "a.yaml",
        "source: {title: !!str t, kind: book}\n",
        "1: None: the tag tag:yaml.org,2002:str: leave it out, every value is read as text",
    ),
    broken(
        "a tag of its own",
        "a.yaml",
        SOURCE + "claims: !mine []\n",
        "2: None: the tag !mine: leave it out, every value is read as text",
    ),
    broken(
        "lists nested 100000 deep",
        "a.yaml",
        "[" * 100_000,
        "1: None: nested more than 30 deep; a source record needs 5",
    ),
    broken(
        "mappings nested 100000 deep",
        "a.yaml",
        "\nsource: " + "{a: " * 100_000,
        "2: None: nested more than 30 deep; a source record needs 5",
    ),
    broken(
        "dashes nested 100000 deep",
        "a.yaml",
        "\n" + "- " * 100_000,
        "2: None: nested more than 30 deep; a source record needs 5",
    ),
    broken(
        "a field given twice",
        "a.yaml",
        claim_of(FIELDS + ", stance: refutes"),
        "3: stance: is given twice, first in line 3",
    ),
    broken(
        "a section given twice",
        "a.yaml",
        SOURCE + "claims: []\nclaims: []\n",
        "3: claims: is given twice, first in line 2",
    ),
    broken(
        "an unknown field",
        "a.yaml",
        claim_of(FIELDS + ", stanse: refutes"),
        "3: stanse: is not a field here; did you mean stance?",
    ),
    broken(
        "an unknown field like none",
        "a.yaml",
        claim_of(FIELDS + ", zzz: x"),
        "3: zzz: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "an unknown section",
        "a.yaml",
        SOURCE + "claim: []\n",
        "2: claim: is not a field here; the fields are source, defaults, claims",
    ),
    broken(
        "a field without a name",
        "a.yaml",
        claim_of(FIELDS + ', "": x'),
        "3: None: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "a default without a name",
        "a.yaml",
        SOURCE + 'defaults: {"": x}\nclaims:\n  - {' + FIELDS + "}\n",
        "2: None: is not a field here; the fields are treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
    broken(
        "a name that is a list",
        "a.yaml",
        "source: {[a]: b}\n",
        "1: None: a field name that is a list or a mapping; name it with a word",
    ),
    broken(
        "a tab before a field",
        "a.yaml",
        "source:\n\ttitle: t\n",
        "2: None: not valid YAML: while scanning for the next token found character that cannot start any token; indent with blanks, and put quotes around a text that begins with @, ` or %",
    ),
    broken(
        "a tab in a list",
        "a.yaml",
        SOURCE + "claims:\n\t- a\n",
        "3: None: not valid YAML: while scanning for the next token found character that cannot start any token; indent with blanks, and put quotes around a text that begins with @, ` or %",
    ),
    broken(
        "a list of records",
        "a.yaml",
        "- source: {title: t, kind: book}\n",
        "1: None: is a list; in YAML and JSON put it under sources:, in JSONL give each record a line",
    ),
    broken(
        "a single text",
        "a.yaml",
        "just words\n",
        "1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "one of two documents",
        "a.yaml",
        f"{SOURCE}---\nsauce: {{title: t}}\n",
        "3: sauce: is not a field of a source record (source, claims) or a vocabulary; did you mean source?",
    ),
    broken(
        "one source in two documents",
        "a.yaml",
        f"{SOURCE}---\n{SOURCE}",
        "3: source: 'broken' was loaded in this run already, from PATH:1; give each its own key",
    ),
    broken(
        "an escape sequence of a terminal",
        "a.yaml",
        "source: {title: \x1b[31mred, kind: book}\n",
        "1: None: the control character 0x1b in a text; take it out",
    ),
    broken(
        "NUL as an escape", "a.yaml", 'source:\n  title: "t\\0"\n', "2: None: a NUL character in a text; take it out"
    ),
    broken(
        "half a surrogate pair as an escape",
        "a.yaml",
        'source: {title: "\\ud800"}\n',
        "1: None: not valid YAML: while parsing a quoted scalar found invalid Unicode character escape code; double a backslash, or use single quotes",
    ),
    broken(
        "an escape that is none",
        "a.yaml",
        'source: {title: "\\q"}\n',
        "1: None: not valid YAML: while parsing a quoted scalar found unknown escape character; double a backslash, or use single quotes",
    ),
    broken(
        "a quotation mark left open",
        "a.yaml",
        'source: {title: "t, kind: book}\nclaims: []\n',
        "2: None: not valid YAML: while scanning a quoted scalar found unexpected end of stream; close the quotation mark",
    ),
    broken(
        "a bracket left open",
        "a.yaml",
        "source: {title: t\nclaims: []\n",
        "2: None: not valid YAML: while parsing a flow mapping did not find expected ',' or '}'; close the bracket",
    ),
    broken(
        "a colon in a text",
        "a.yaml",
        "source:\n  title: Hair: a review\n",
        "2: None: not valid YAML: mapping values are not allowed in this context; put quotes around a text that holds a colon, and line up the fields",
    ),
    broken(
        "an at sign before a text",
        "a.yaml",
        "source:\n  title: @home\n",
        "2: None: not valid YAML: while scanning for the next token found character that cannot start any token; indent with blanks, and put quotes around a text that begins with @, ` or %",
    ),
    broken(
        "fields out of line",
        "a.yaml",
        "source:\n    title: t\n  kind: book\n",
        "3: None: not valid YAML: while parsing a block mapping did not find expected key; line up the fields, and put quotes around a whole text or none of it",
    ),
    broken("an empty item", "a.yaml", SOURCE + "claims:\n  -\n", "3: None: an empty item in a list; take it out"),
    broken(
        "a later version of YAML",
        "a.yaml",
        "%YAML 2.0\n---\n" + SOURCE,
        "1: None: not valid YAML: found incompatible YAML document; write %YAML 1.1, or leave the line out",
    ),
    broken(
        "an unknown directive",
        "a.yaml",
        "%INCLUDE /etc/passwd\n---\n" + SOURCE,
        "1: None: not valid YAML: while scanning a directive found unknown directive name; leave the line out",
    ),
    broken(
        "a directive without a document",
        "a.yaml",
        "%YAML 1.1\n" + SOURCE,
        "2: None: not valid YAML: did not find expected <document start>; begin the next document with ---",
    ),
    broken(
        "a tag shorthand that is unknown",
        "a.yaml",
        "source: !e!x t\n",
        "1: None: not valid YAML: while parsing a node found undefined tag handle",
    ),
    broken(
        "nothing but a remark",
        "a.yaml",
        "# source: {}\n",
        "None: None: is empty: it holds no source record and no vocabulary",
    ),
    broken(
        "nothing but an empty section",
        "a.yaml",
        "source:\n",
        "1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "sources that are no list",
        "a.yaml",
        "sources: {title: t}\n",
        "1: sources: is no list; begin each source record with a dash",
    ),
    broken("no sources", "a.yaml", "sources: []\n", "1: sources: is an empty list"),
    broken(
        "claims that are no list",
        "a.yaml",
        SOURCE + "claims: {stance: supports}\n",
        "2: claims: is no list; begin each claim with a dash",
    ),
    broken(
        "a claim that is a text",
        "a.yaml",
        SOURCE + "claims:\n  - it works\n",
        "3: claims: is a single text; give its fields: treatment, condition, population, comparator, outcome, regulator, aspect, proposition, stance, statement, quote, author, interest, certainty, evidence, quantity, key, status, reviewed, origin",
    ),
]
