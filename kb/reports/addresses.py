"""Where a source is found in the web: addresses that may be followed, and can be nothing but addresses."""

from urllib.parse import quote

from kb.records import Citation

#: What may stand in an address as it is; a percent sign is taken to begin an escape that is there already.
_IN_ADDRESS = "/:?#=&%+,;~$'@!-._"


def addresses(source: Citation) -> dict[str, str]:
    """Return what to show of each address of a source, and the address: its own, that of its DOI, of its PMID.

    A URL that does not lead into the web is not among them.
    """
    found = {}
    if source.url and source.url.lower().startswith(("https://", "http://")):
        found[source.url] = quote(source.url, safe=_IN_ADDRESS)
    if source.doi:
        found[f"doi {source.doi}"] = f"https://doi.org/{quote(source.doi, safe='/:;.-_')}"
    if source.pmid:
        found[f"PMID {source.pmid}"] = f"https://pubmed.ncbi.nlm.nih.gov/{quote(source.pmid, safe='')}/"
    return found
