"""The English words of negation and hedging, and the small words that may stand between them and what they turn.

All patterns match case-folded words with straight apostrophes.
"""

import re

#: Words and phrases that turn or weaken what follows them; so does every word in n't.
_NEGATIONS = """not|no|never|cannot|without|neither|nor|none|nothing|nobody|no one|no longer|hardly|barely|scarcely
|rarely|seldom|lack of|lacks|lacked|lacking|absence of|rather than|instead of|free of|free from|failure to
|inability to|unable to|unlikely|denies that|denied that|untrue that|false that|myth that"""
_HEDGES = """may|might|could|maybe|perhaps|possibly|potentially|probably|likely|in theory|theoretically|hypothetically
|supposedly|allegedly|reportedly|apparently|seemingly|presumably|purportedly|arguably|conceivably|whether|unclear if
|unknown if|possible that|potential to|doubtful that|said to|thought to|expected to|(?:try|tries|tried|trying) to"""
#: Verbs that do so, in all their forms, when "to" or "that" follows (or nothing, after the last two).
_DENYING_VERB = "(?:fail|refus)(?:e?s?|ed|ing)"
_VERB = "(?:alleg|aim|assum|attempt|believ|claim|hop|purport|suppos|appear|seem)(?:e?s?|ed|ing)"
NEGATION = re.compile(rf"{_NEGATIONS}|{_DENYING_VERB} (?:to|that)|.*n't".replace("\n", ""))
HEDGE = re.compile(rf"{_HEDGES}|{_VERB} (?:to|that)|(?:appear|seem)(?:s|ed|ing)?".replace("\n", ""))
CUE = re.compile(f"{NEGATION.pattern}|{HEDGE.pattern}")
#: The longest of them, in words.
LONGEST_CUE = 2
#: The last words of all cues that are two words; a few more do no harm.
CUE_ENDS = frozenset(f"{_NEGATIONS}|{_HEDGES}|to|that".replace("|", " ").split())
#: Words that weaken only the evidence named after them: "little convincing evidence that".
SCARCITY = frozenset({"little", "insufficient", "limited", "scant", "inadequate", "weak", "poor"})
EVIDENCE = frozenset({"evidence", "proof", "data", "indication", "indications", "sign", "signs", "support"})
#: Small words that may stand between the cue and the quote.
FILLER = re.compile(
    """a|an|the|any|all|every|each|both|such|this|that|these|those|its?|their|there|to|of|for|from|in|on|as|at|by|with|be
|been|being|is|are|was|were|have|has|had|having|do|does|did|will|would|can|able|yet|ever|also|still|always|often|really
|very|too|so|quite|much|more|enough|even|either|actually|(?:necessari|current|general|entire|ful|complete|particular)ly
|statistically|(?:significant|clinical|meaningful|clear|convincing|conclusive)(?:ly)?|good|strong|solid|sufficient
|adequate|reliable|robust|scientific|available|further|additional|shown|proven|proved|demonstrated|found|established
|known|considered""".replace("\n", "")
)
