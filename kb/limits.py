"""How large a document may be: the reading side refuses what is larger, the writing side makes nothing larger."""

MOST_BYTES = 16 * 1024 * 1024
#: Values in one document: read, each takes some hundred bytes.
MOST_VALUES = 2_000_000

#: An article in a file of any type; a PDF brings its pictures along.
MOST_ARTICLE_BYTES = 64 * 1024 * 1024
#: A page with markup: parsed, it takes some twenty times its size.
MOST_MARKUP_BYTES = 16 * 1024 * 1024
#: Elements of a page: reading one takes some 70 microseconds and 3 kB.
MOST_ELEMENTS = 100_000
#: Elements of an article in XML, which is read ten times as fast.
MOST_XML_ELEMENTS = 1_000_000
#: Attributes of one element: the parser's time grows with their square.
MOST_ATTRIBUTES = 200

#: What the process that takes a PDF apart may use: a few compressed bytes can stand for gigabytes.
MOST_PDF_MEMORY = 1024 * 1024 * 1024
MOST_PDF_SECONDS = 60
MOST_PDF_PAGES = 5_000

#: A page of the web, from the first question to the last byte, redirects included.
MOST_FETCH_SECONDS = 60
MOST_REDIRECTS = 5
MOST_ADDRESS_CHARACTERS = 8_000

#: What the process that reads articles ahead may use: about twice what the largest page takes that is read at all.
MOST_AHEAD_MEMORY = 2 * 1024 * 1024 * 1024
#: Of the processor: the largest page takes some ten.
MOST_AHEAD_SECONDS = 60
