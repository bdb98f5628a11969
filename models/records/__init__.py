# SPDX-License-Identifier: MIT
"""RECORDS: every kind of record, in order of dependence; a kind stands after those that it points to."""

from models.records.adopted import AdoptedStandard, StandardDocument
from models.records.adulthood import Destination
from models.records.arrangement import EbsaProfile, PartTimeTimetable, ReturnPlan
from models.records.attachment import Attachment, AttachmentKind, KeptBytes, KeptFile
from models.records.attendance import AttendanceFigure
from models.records.authority_form import AuthorityForm, FormAnswer, FormDocument, PlaceMapped
from models.records.bank import BankEntry, BankKind, EvidenceBase, TaughtIn
from models.records.concern import Concern, ConcernDecision, TeacherAnswer
from models.records.confidence import ConfidenceAnswer, ConfidenceRound
from models.records.cycle import Assessment, Cycle, Outcome, OutcomeReview, Plan, Review
from models.records.decision import Decision
from models.records.draft import Draft
from models.records.ehc import AnnualReview, EhcRequest
from models.records.erasure import Erasure, LegalHold
from models.records.exams import AccessArrangement, Arranged
from models.records.imported import ImportBatch
from models.records.need import Meeting, Need, Strength, Voice
from models.records.observed import Attestation, DocumentHeld, Happening, Observed
from models.records.placement import BasePlacement, BaseWeek
from models.records.professional import Advice, Involvement, WiderRequest, WiderRequestChild
from models.records.provision import Delivery, Provision
from models.records.pupil import Contact, Pupil, SenStatus
from models.records.record import FieldSpec, Record, ask, fields_of, new_id
from models.records.school import School, StaffRate, TermDates
from models.records.score import Score
from models.records.sent import RecordSent
from models.records.stepping import ArrangementReview, GradedStep
from models.records.summary import AuthorityKey, HasBase, SummarySnapshot, TermStatement
from models.records.suspension import Suspension
from models.records.training import StaffTraining

RECORDS: tuple[type[Record], ...] = (
    School,
    TermDates,
    StaffRate,
    ConfidenceRound,
    ConfidenceAnswer,
    StaffTraining,
    BankEntry,
    Pupil,
    KeptFile,
    Attachment,
    FormDocument,
    AuthorityForm,
    StandardDocument,
    AdoptedStandard,
    SenStatus,
    Concern,
    TeacherAnswer,
    Contact,
    Need,
    Strength,
    Cycle,
    Voice,
    Meeting,
    Score,
    Assessment,
    Plan,
    Outcome,
    OutcomeReview,
    Review,
    Provision,
    Delivery,
    AttendanceFigure,
    Suspension,
    Involvement,
    WiderRequest,
    WiderRequestChild,
    Advice,
    EbsaProfile,
    ReturnPlan,
    PartTimeTimetable,
    BasePlacement,
    BaseWeek,
    GradedStep,
    ArrangementReview,
    EhcRequest,
    AnnualReview,
    Destination,
    AccessArrangement,
    FormAnswer,
    Observed,
    Happening,
    DocumentHeld,
    Attestation,
    Decision,
    RecordSent,
    LegalHold,
    Erasure,
    SummarySnapshot,
    TermStatement,
    AuthorityKey,
    ImportBatch,
    Draft,
)

__all__ = [
    "RECORDS",
    "AccessArrangement",
    "AdoptedStandard",
    "Advice",
    "AnnualReview",
    "Arranged",
    "ArrangementReview",
    "Assessment",
    "Attachment",
    "AttachmentKind",
    "AttendanceFigure",
    "Attestation",
    "AuthorityForm",
    "AuthorityKey",
    "BankEntry",
    "BankKind",
    "BasePlacement",
    "BaseWeek",
    "Concern",
    "ConcernDecision",
    "ConfidenceAnswer",
    "ConfidenceRound",
    "Contact",
    "Cycle",
    "Decision",
    "Delivery",
    "Destination",
    "DocumentHeld",
    "Draft",
    "EbsaProfile",
    "EhcRequest",
    "Erasure",
    "EvidenceBase",
    "FieldSpec",
    "FormAnswer",
    "FormDocument",
    "GradedStep",
    "Happening",
    "HasBase",
    "ImportBatch",
    "Involvement",
    "KeptBytes",
    "KeptFile",
    "LegalHold",
    "Meeting",
    "Need",
    "Observed",
    "Outcome",
    "OutcomeReview",
    "PartTimeTimetable",
    "PlaceMapped",
    "Plan",
    "Provision",
    "Pupil",
    "Record",
    "RecordSent",
    "ReturnPlan",
    "Review",
    "School",
    "Score",
    "SenStatus",
    "StaffRate",
    "StaffTraining",
    "StandardDocument",
    "Strength",
    "SummarySnapshot",
    "Suspension",
    "TaughtIn",
    "TeacherAnswer",
    "TermDates",
    "TermStatement",
    "Voice",
    "WiderRequest",
    "WiderRequestChild",
    "ask",
    "fields_of",
    "new_id",
]
