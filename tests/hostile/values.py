"""Names and values that a record may not have, and vocabularies that cannot be."""
# ruff: noqa: E501 - what kb tells on one line stands on one line

from tests.hostile.case import FIELDS, SOURCE, Case, broken, claim_of, source_of

DERIVED = (
    "sources:\n  - source: {{key: one, title: t, kind: book{}}}\n  - source: {{key: two, title: t, kind: book{}}}\n"
)

SOURCES: list[Case] = [
    broken(
        "a key of 201 characters",
        "a.yaml",
        source_of("key: " + "k" * 201),
        "1: source.key: is over 200 characters long; give a shorter one",
    ),
    broken(
        "a DOI that is none",
        "a.yaml",
        source_of("doi: 11.1000/x"),
        "1: source.doi: '11.1000/x' is not a DOI: it should look like 10.1000/xyz123",
    ),
    broken(
        "a PMID that is none",
        "a.yaml",
        source_of("pmid: PMC123"),
        "1: source.pmid: 'PMC123' is not a PMID: give its number",
    ),
    broken(
        "an ORCID iD with a slip",
        "a.yaml",
        source_of("authors: [{name: A B, orcid: 0000-0002-1825-0098}]"),
        "1: source.authors.orcid: '0000-0002-1825-0098' is not an ORCID iD: its check digit does not fit",
    ),
    broken(
        "an address with a script",
        "a.yaml",
        source_of('url: "javascript:alert(1)"'),
        "1: source.url: 'javascript:alert(1)' is not a web address: it should begin with https://",
    ),
    broken(
        "a month of 13",
        "a.yaml",
        source_of("published: 2021-13"),
        "1: source.published: '2021-13' is not on the calendar",
    ),
    broken(
        "a day in words",
        "a.yaml",
        source_of("published: March 2021"),
        "1: source.published: 'March 2021' is not a date: give YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    broken(
        "an unknown kind of source",
        "a.yaml",
        "source: {title: t, kind: clinic page}\n",
        "1: source.kind: 'clinic page' is not one of clinic-page, news, sponsored-post, blog, forum, press-release, journal-article, preprint, systematic-review, guideline, regulator, trial-registry, book, other; did you mean clinic-page?",
    ),
    broken("an empty title", "a.yaml", 'source: {title: " ", kind: book}\n', "1: source.title: is empty"),
    broken(
        "an author without a name", "a.yaml", source_of('authors: [{name: ""}]'), "1: source.authors.name: is empty"
    ),
    broken(
        "an author who is a text",
        "a.yaml",
        source_of("authors: Ann Other"),
        "1: source.authors: is a single text; give a list",
    ),
    broken(
        "an unknown origin",
        "a.yaml",
        DERIVED.format("", ", derived_from: oen"),
        "3: source.derived_from: there is no source 'oen'",
    ),
    broken(
        "origins in a circle",
        "a.yaml",
        DERIVED.format(", derived_from: two", ", derived_from: one"),
        "2: source.derived_from: 'two' goes back to this source itself: a circle",
        "3: source.derived_from: 'one' goes back to this source itself: a circle",
    ),
    broken(
        "the key and DOI of two sources",
        "a.yaml",
        source_of("key: kept, doi: 10.1000/other"),
        "1: source: is two sources of the base at once by its key and identifiers: 'kept' and 'other'",
    ),
]
CLAIMS: list[Case] = [
    broken(
        "a key with a slash",
        "a.yaml",
        claim_of(FIELDS + ", key: a/b"),
        "3: key: 'a/b' holds a slash, which parts source and claim in SOURCE/KEY; leave it out",
    ),
    broken(
        "a key of a claim of 201 characters",
        "a.yaml",
        claim_of(FIELDS + ", key: " + "k" * 201),
        "3: key: is 201 characters long; 200 are the most",
    ),
    broken(
        "one key for two claims",
        "a.yaml",
        claim_of(FIELDS + ", key: a") + f"  - {{{FIELDS}, key: a}}\n",
        "4: key: 'a' is the key of another claim of this source, in line 3",
    ),
    broken(
        "a key among the defaults",
        "a.yaml",
        f"{SOURCE}defaults: {{key: a}}\nclaims:\n  - {{{FIELDS}}}\n",
        "2: key: cannot be a default: a key names one claim",
    ),
    broken(
        "nothing that a claim must have",
        "a.yaml",
        claim_of(""),
        "3: treatment: is missing, here and in the defaults",
        "3: aspect: is missing, here and in the defaults: one of efficacy, durability, predictability, safety, tolerability, candidacy, regulation, evidence, cost, availability, comparison, timing, mechanism",
        "3: stance: is missing: give one of supports, refutes, neutral, or a quantity",
        "3: quote: is missing: give the exact words, or a statement in your own",
    ),
    broken(
        "an unknown unit",
        "a.yaml",
        claim_of(FIELDS + ", quantity: {name: gain, low: 1, unit: mounths}"),
        "3: quantity.unit: the unit 'mounths' is not known; did you mean months?",
    ),
    broken(
        "a unit like none",
        "a.yaml",
        claim_of(FIELDS + ", quantity: {name: gain, low: 1, unit: qqqqqq}"),
        "3: quantity.unit: the unit 'qqqqqq' is not known; docs/units.md lists the known ones",
    ),
    broken(
        "a quantity that is infinite",
        "a.yaml",
        claim_of(FIELDS + ", quantity: {name: gain, low: 1e999}"),
        "3: quantity.low: '1e999' is not a number",
    ),
    broken("an empty quote", "a.yaml", claim_of(FIELDS + ', quote: " "'), "3: quote: is empty: give the exact words"),
    broken(
        "a quote without its words", "a.yaml", claim_of(FIELDS + ", quote: {prefix: a}"), "3: quote.exact: is missing"
    ),
    broken(
        "an unknown placeholder",
        "a.yaml",
        claim_of(FIELDS + ', proposition: "{treatmnt} works"'),
        "3: proposition: {treatmnt} is not one of {treatment}, {condition}, {population}, {comparator}, {regulator}; did you mean treatment?",
    ),
    broken(
        "a stance on timing without words",
        "a.yaml",
        claim_of("treatment: t, aspect: timing, stance: supports, statement: s"),
        "3: proposition: is missing: a stance on timing words what it says is true or not",
    ),
    broken(
        "a stance on mechanism without words",
        "a.yaml",
        claim_of("treatment: t, aspect: mechanism, stance: refutes, quote: q"),
        "3: proposition: is missing: a stance on mechanism words what it says is true or not",
    ),
    broken(
        "a treatment compared with itself",
        "a.yaml",
        claim_of(FIELDS + ", comparator: [other, T]"),
        "3: comparator: 't' is compared with itself",
    ),
    broken(
        "an unknown name under strict",
        "a.yaml",
        claim_of(FIELDS.replace("treatment: t", "treatment: minoxidl")),
        "3: treatment: the treatment 'minoxidl' is in no vocabulary; did you mean minoxidil?",
        options=("--strict",),
    ),
    broken(
        "an unknown stance that commands",
        "a.yaml",
        claim_of(FIELDS.replace("supports", '"\\e[31m[bold]\\nx"')),
        "3: stance: '\u001b[31m[bold]\nx' is not one of supports, refutes, neutral",
    ),
]
VOCABULARIES: list[Case] = [
    broken(
        "an alias given twice",
        "a.yaml",
        "treatments:\n  - {name: a, aliases: [x]}\n  - {name: b, aliases: [X]}\n",
        "3: treatments: 'X' is a name of the treatment 'a' already, in line 2",
    ),
    broken(
        "an alias of another in the base",
        "a.yaml",
        "treatments:\n  - {name: new, aliases: [minoxidil]}\n",
        "2: treatments.aliases: 'minoxidil' is a name of the treatment 'minoxidil' already",
    ),
    broken(
        "a parent that is not there",
        "a.yaml",
        "treatments:\n  - {name: new, parent: minoxidl}\n",
        "2: treatments.parent: 'minoxidl' is no treatment of this vocabulary or the base; did you mean minoxidil?",
    ),
    broken(
        "parents in a circle",
        "a.yaml",
        "treatments:\n  - {name: a, parent: b}\n  - {name: b, parent: a}\n",
        "2: treatments.parent: 'b' lies below 'a' itself: a circle",
        "3: treatments.parent: 'a' lies below 'b' itself: a circle",
    ),
    broken(
        "a parent that is the child",
        "a.yaml",
        "treatments:\n  - {name: a, parent: a}\n",
        "2: treatments.parent: 'a' lies below 'a' itself: a circle",
    ),
    broken("an empty name", "a.yaml", 'conditions:\n  - {name: " "}\n', "2: conditions.name: is empty"),
    broken("a concept without a name", "a.yaml", "conditions:\n  - {aliases: [a]}\n", "2: conditions.name: is missing"),
    broken(
        "an unknown list",
        "a.yaml",
        "treatments:\n  - {name: a}\ntretments:\n  - {name: b}\n",
        "3: tretments: is not a field here; did you mean treatments?",
    ),
    broken(
        "a list with a slip alone",
        "a.yaml",
        "treatmnts:\n  - {name: a}\n",
        "1: treatmnts: is not a field of a source record (source, claims) or a vocabulary; did you mean treatments?",
    ),
    broken(
        "a vocabulary and a source in one",
        "a.yaml",
        f"{SOURCE}treatments:\n  - {{name: a}}\n",
        "1: source: is not a field here; the fields are treatments, conditions, populations, author_names, propositions",
    ),
    broken("a vocabulary without an entry", "a.yaml", "treatments: []\n", "1: None: is a vocabulary without an entry"),
    broken(
        "a vocabulary that is null",
        "a.json",
        '{"treatments": null}',
        "1: None: is neither a source record nor a vocabulary: it has no fields; give source: and claims:",
    ),
    broken(
        "an entry that is a text",
        "a.yaml",
        "treatments: [a]\n",
        "1: treatments: is a single text; give its fields: name, aliases, parent, identifiers, in_vocabulary",
    ),
    broken(
        "identifiers that are a list",
        "a.yaml",
        "treatments:\n  - {name: a, identifiers: [D1]}\n",
        "2: treatments.identifiers: is a list; give names with their values",
    ),
]
CASES = [*SOURCES, *CLAIMS, *VOCABULARIES]
