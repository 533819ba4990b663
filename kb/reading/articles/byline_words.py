"""The words of bylines that are no names: what stands behind one, before one, and where one should be."""

import re

from kb.naming import tidy


def _words(text: str, parted_by: str | None = None) -> frozenset[str]:
    return frozenset(tidy(text).split(parted_by))


#: What a person has behind the name, without points and in lower case.
POST_NOMINALS = _words(
    """md do mbbs mbchb mb bs bch bchir bm chb mbbch mbbchir phd dphil scd dsc dr.med drmed drph dnp dvm vmd dds dmd
    dpm dc od psyd edd pharmd rph bpharm mpharm jd llb llm mba mph mphil mpa mha mhs msph msw msn mscn bsn bsc bs ba bed
    ma ms msc mres med mfa mme beng meng mch mchir mmed mmedsci mclinsci mrcp mrcs mrcgp mrcpch mrcpsych mrcog mrpharms
    rn rgn rn-bc lpn lvn np np-c fnp fnp-bc fnp-c anp agnp whnp pnp crnp cnp arnp aprn dcnp cns cnm crna pa pa-c mpas
    mspas mcms rd rdn ldn ld cd cdn ccn cns cssd cdces cde lcsw lmsw lmft lpc lmhc lac ot otr pt dpt cscs cpt ces atc
    ccc-slp slp hons dist bmedsci bmbs dtmh dch dipderm dip pgdip pgcert cert esq cpa frs obe mbe cbe ao am kbe nd cnc
    ifmcp abaad faad faap"""
)
#: A fellow or member of a college or society: FAAD, FRCP, FACS, MACP.
COLLEGE = re.compile(r"F[A-Z]{2,8}|M(?:AC|RC)[A-Z]{1,6}")
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Titles that say what somebody is, and those that say no more than that somebody is one.
TITLES = frozenset({"dr", "prof", "professor", "doctor", "med", "dent", "univ"})
FORMS = frozenset({"mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "herr", "frau"})
PARTICLES = _words(
    "van von der den de del della dello di da dos das du des la le el al bin ibn ter ten te y e af av zu zur zum"
    " do d’ d' abu st"
)
_FIELDS = (
    r"health|medical|medicine|science|senior|junior|staff|chief|associate|assistant|deputy|managing|executive|freelance"
    r"|contributing|special|political|lifestyle|beauty|wellness|fitness|news|technology|tech|features?|digital|global"
    r"|national|foreign|investigative|business|lead|consultant|consulting|clinical|research|registered|certified"
    r"|board[- ]certified|copy|web|online|content|scientific|commissioning|principal|general|nutrition|nurse|family"
    r"|plastic|hair(?: (?:loss|transplant|restoration))?|cosmetic|aesthetic|skin|physician|visiting|guest|style"
    r"|environment|education|data"
    r"|social|audience|multimedia|independent|award[- ]winning|former|resident|founding|pediatric|paediatric"
)
_POSTS = (
    r"reporter|writer|journalist|correspondent|columnist|editor(?:-in-chief| in chief)?|contributor|blogger|author"
    r"|professor|lecturer|researcher|scientist|director|producer|surgeon|physician|practitioner|pharmacist|dietitian"
    r"|dietician|nutritionist|psychiatrist|therapist|consultant|specialist|expert|advis[eo]r|reviewer|copywriter"
    r"|strategist|manager|analyst|assistant|doctor|nurse|fellow|head|officer|trainer|coach|student|intern|founder"
    r"|trichologist|podiatrist|dentist|midwife|paediatrician|pediatrician|[a-z]{3,}ologist"
)
_POST = re.compile(rf"(?:{_POSTS})s?", re.IGNORECASE)
#: What can be nothing but what somebody does: "Health Reporter", "Editor-in-chief", "professor of medicine".
ROLE = re.compile(
    rf"(?:an?\s+|the\s+)?(?:(?:{_FIELDS})(?:\s+(?:and|&)\s+(?:{_FIELDS}))?[\s,]+)*"
    rf"(?:{_POSTS}|[a-z]*founder|co-founder|ceo|president|chair(?:man|woman)?|chief|head|dean)s?"
    r"(?:(?:\s+(?:of|at|for|in|with|and|&)\s+|\s*,\s*)[^,;]+)?",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"((?:(?:{_FIELDS})\s+)*(?:{_POSTS}))\s+(?=\S+\s+\S)", re.IGNORECASE)
#: No role has more words before it; unbounded, a line of nothing else would be gone through from each of them.
_TRAILING = re.compile(rf"\s+((?:(?:{_FIELDS})\s+){{1,8}}(?:{_POSTS}))$", re.IGNORECASE)
#: Who is called one of these is nobody in particular, and who has nothing but these for a name.
NOBODY = _words(
    """admin administrator author authors editors editorial staff webmaster team desk newsroom contributors anonymous
    moderator support reporters writers correspondents superuser sponsored sponsor advertisement advertorial publisher
    marketing unknown"""
)
EMPTY = _words("guest user editor contributor root owner none null n/a na test default post site website")
#: What no name has in it.
NO_NAME = _words(
    """updated published posted modified reviewed read minutes the our your this that these how why what when where who
    all about share follow subscribe comments comment home contact login january february monday tuesday wednesday
    thursday friday saturday sunday yesterday article articles blog news health photo photos image images video source
    sources loss treatment treatments guide review reviews medically fact checked by with via not is are was were has
    have categories category topic topics tags email print view edit"""
)
#: What a body has in its name, and hardly a person.
BODY = re.compile(
    r"\b(?:organi[sz]ation|cent(?:er|re)s?|institut(?:e|es|ion|ions)|association|society|foundation|university|college"
    r"|hospitals?|clinics?|agency|administration|department|ministry|committee|academ(?:y|ies)|council|federation|trust|service"
    r"|services|school|union|commission|network|group|board|bureau|laborator(?:y|ies)|consortium|collaboration|alliance"
    r"|company|inc|ltd|llc|gmbh|corporation|corp|press|times|magazine|journal|media|tribune|herald|gazette|telegraph"
    r"|guardian|chronicle|news|newspaper|today|daily|weekly|online|post|mail|broadcasting|radio|television|tv|nations|nhs|bbc"
    r"|cnn|reuters|afp|healthline|webmd|medscape)\b",
    re.IGNORECASE,
)
#: A body that may sign an article; a medium behind a name says where its author works.
SIGNING = re.compile(
    r"\b(?:organi[sz]ation|cent(?:er|re)s?|institut(?:e|es|ion|ions)|association|society|foundation|university|college"
    r"|hospitals?|clinics?|agency|administration|department|ministry|committee|academ(?:y|ies)|council|federation|trust"
    r"|services?|commission|network|group|board|bureau|consortium|collaboration|alliance|press|nations)\b",
    re.IGNORECASE,
)
_PLACES = _words(
    "new york|los angeles|san francisco|san diego|hong kong|kuala lumpur|tel aviv|buenos aires|"
    "rio de janeiro|sao paulo|são paulo|cape town|abu dhabi|united kingdom|united states|"
    "united arab emirates|great britain|new zealand|south africa|south korea|saudi arabia|sri lanka|"
    "costa rica|puerto rico|czech republic|new south wales|new delhi|north carolina|south carolina|"
    "new jersey|new mexico|new hampshire|west virginia|rhode island|salt lake city|las vegas|washington dc|"
    "washington d.c|st louis|st. louis|gold coast|british columbia|nova scotia|mexico city|beverly hills|"
    "palo alto|santa monica|long island|quezon city|ho chi minh city|northern ireland|western australia|"
    "south australia|san jose|san antonio|fort worth|baton rouge|des moines",
    "|",
)
_IN_PLACES = _words("new north south east west san santa los las port fort mount united saint hong")


def is_post_nominal(token: str, *, is_alone: bool) -> bool:
    """Whether ``token`` is what stands behind a name; one that does not stand alone between commas has capitals."""
    bare = token.replace(".", "").strip("()")
    if not is_alone and sum(map(str.isupper, bare)) < 2:
        return False
    if len(token) == 2 and token.istitle():
        return False  # "Do" and "Ma" are names
    return bare.lower() in POST_NOMINALS or COLLEGE.fullmatch(bare) is not None


def is_role(piece: str, *, is_behind_name: bool) -> bool:
    """Whether ``piece`` says what somebody does. Behind a name and a comma whatever ends so does; else one that could
    be a name, "Jane Reporter", is one."""
    if ROLE.fullmatch(piece):
        return True
    words = piece.split()
    head = re.split(r"\s(?:of|at|for|in|with|and|&)\s", piece)[0].split()
    is_plain = any(word[0].islower() and word.lower() not in PARTICLES for word in words)
    return (is_behind_name or is_plain) and bool(head) and _POST.fullmatch(head[-1].strip(".")) is not None


def part_role(name: str) -> tuple[str, str | None]:
    """Return ``name`` without the role that stands right before or behind it, and that role."""
    if found := _LEADING.match(name):
        return name[found.end() :], found[1]
    found = _TRAILING.search(name)
    return (name[: found.start()], found[1]) if found and " " in name[: found.start()].strip() else (name, None)


def is_place(piece: str) -> bool:
    """Whether what stands behind a name is where somebody is: "New York"."""
    return piece.lower().rstrip(".") in _PLACES or piece.split()[0].lower() in _IN_PLACES
