"""The records that pass between the rooms. Frozen, typed, no behaviour."""

from kb.records.checks import Check, QuoteCheck, VerifyReport
from kb.records.claims import Claim, ClaimDetail, Passage, Quantity, Quote, Revision, SourceBrief
from kb.records.disagreements import Composition, Disagreement, NotComparable, Separation, Side
from kb.records.given import (
    AuthorRecord,
    ClaimRecord,
    ConceptRecord,
    Given,
    Measure,
    PreparedClaim,
    PreparedSource,
    QuantityRecord,
    QuoteRecord,
    SourceFields,
    VocabularyRecord,
)
from kb.records.lists import AuthorRow, PropositionRow, SourceRow, TermRow, TreatmentRow
from kb.records.loads import CreatedName, FileReport, LoadProgress, LoadReport, MergeReport, Problem
from kb.records.plain import as_dict, as_dicts

__all__ = [
    "AuthorRecord",
    "AuthorRow",
    "Check",
    "Claim",
    "ClaimDetail",
    "ClaimRecord",
    "Composition",
    "ConceptRecord",
    "CreatedName",
    "Disagreement",
    "FileReport",
    "Given",
    "LoadProgress",
    "LoadReport",
    "Measure",
    "MergeReport",
    "NotComparable",
    "Passage",
    "PreparedClaim",
    "PreparedSource",
    "Problem",
    "PropositionRow",
    "Quantity",
    "QuantityRecord",
    "Quote",
    "QuoteCheck",
    "QuoteRecord",
    "Revision",
    "Separation",
    "Side",
    "SourceBrief",
    "SourceFields",
    "SourceRow",
    "TermRow",
    "TreatmentRow",
    "VerifyReport",
    "VocabularyRecord",
    "as_dict",
    "as_dicts",
]
