# SPDX-License-Identifier: MIT
"""The first tables. Frozen: it imports nothing of ours and never changes after a release."""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE "AuthorityKey" (
        id TEXT NOT NULL,
        la TEXT NOT NULL,
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        compared_on TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "BankEntry" (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        bank_kind TEXT NOT NULL,
        area TEXT,
        phases TEXT NOT NULL,
        about TEXT NOT NULL,
        sessions_a_week TEXT,
        minutes INTEGER,
        weeks INTEGER,
        group_size INTEGER NOT NULL,
        staff_role TEXT NOT NULL,
        evidence TEXT,
        source TEXT NOT NULL,
        is_used BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "ConfidenceRound" (
        id TEXT NOT NULL,
        term TEXT NOT NULL,
        asked INTEGER NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "Draft" (
        id TEXT NOT NULL,
        record_kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        texts TEXT NOT NULL,
        typed_at TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "Erasure" (
        id TEXT NOT NULL,
        certificate TEXT NOT NULL,
        erased_on TEXT NOT NULL,
        who TEXT NOT NULL,
        rule TEXT NOT NULL,
        reference TEXT NOT NULL,
        counts TEXT NOT NULL,
        lines TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "FormDocument" (
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "ImportBatch" (
        id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        format TEXT NOT NULL,
        source TEXT NOT NULL,
        taken_at TEXT NOT NULL,
        added INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        rejected INTEGER NOT NULL,
        record_ids TEXT NOT NULL,
        first_line INTEGER NOT NULL,
        last_line INTEGER NOT NULL,
        taken_back_at TEXT,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "Pupil" (
        id TEXT NOT NULL,
        upn TEXT NOT NULL,
        surname TEXT NOT NULL,
        forename TEXT NOT NULL,
        date_of_birth TEXT NOT NULL,
        preferred_forename TEXT NOT NULL,
        preferred_surname TEXT NOT NULL,
        middle_names TEXT NOT NULL,
        former_upn TEXT NOT NULL,
        sex TEXT,
        year_group TEXT,
        form TEXT NOT NULL,
        joined_on TEXT,
        left_on TEXT,
        is_main_registration BOOLEAN NOT NULL,
        home_la TEXT NOT NULL,
        free_school_meals BOOLEAN,
        looked_after BOOLEAN,
        english_additional BOOLEAN,
        about_me TEXT NOT NULL,
        important_to_me TEXT NOT NULL,
        how_to_help TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "School" (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        la TEXT NOT NULL,
        estab TEXT NOT NULL,
        urn INTEGER NOT NULL,
        phase TEXT NOT NULL,
        senco TEXT NOT NULL,
        head TEXT NOT NULL,
        address TEXT NOT NULL,
        telephone TEXT NOT NULL,
        is_fictional BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "StaffRate" (
        id TEXT NOT NULL,
        role TEXT NOT NULL,
        pounds_an_hour TEXT NOT NULL,
        from_on TEXT,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "StaffTraining" (
        id TEXT NOT NULL,
        topic TEXT NOT NULL,
        area TEXT,
        level TEXT,
        held_on TEXT NOT NULL,
        who TEXT NOT NULL,
        people INTEGER,
        hours TEXT,
        "by" TEXT NOT NULL,
        cost TEXT,
        renew_on TEXT,
        difference TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "StandardDocument" (
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "SummarySnapshot" (
        id TEXT NOT NULL,
        term TEXT NOT NULL,
        query_set TEXT NOT NULL,
        version INTEGER NOT NULL,
        issued_on TEXT NOT NULL,
        tables TEXT NOT NULL,
        structural TEXT NOT NULL,
        digest TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        document TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "TermDates" (
        id TEXT NOT NULL,
        term TEXT NOT NULL,
        starts_on TEXT NOT NULL,
        ends_on TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "TermStatement" (
        id TEXT NOT NULL,
        term TEXT NOT NULL,
        suspensions_recorded BOOLEAN NOT NULL,
        blank TEXT NOT NULL,
        eah_visits INTEGER,
        has_base TEXT,
        staff_trained INTEGER,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE "WiderRequest" (
        id TEXT NOT NULL,
        profession TEXT NOT NULL,
        name TEXT NOT NULL,
        is_expert_at_hand BOOLEAN NOT NULL,
        requested_on TEXT NOT NULL,
        accepted_on TEXT,
        seen_on TEXT,
        closed_on TEXT,
        question TEXT NOT NULL,
        level TEXT NOT NULL,
        "group" TEXT NOT NULL,
        outcome TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE about (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE audit (
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        "before" TEXT,
        "after" TEXT,
        salt TEXT NOT NULL,
        sealed TEXT,
        hash TEXT NOT NULL,
        PRIMARY KEY (number)
    )
    """,
    """
    CREATE INDEX ix_audit_pupil_id ON audit (pupil_id)
    """,
    """
    CREATE INDEX ix_audit_record_id ON audit (record_id)
    """,
    """
    CREATE TABLE "AccessArrangement" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        arranged TEXT NOT NULL,
        normal_since TEXT,
        where_used TEXT NOT NULL,
        evidence TEXT NOT NULL,
        assessed_on TEXT,
        assessor TEXT NOT NULL,
        applied_on TEXT,
        approved_on TEXT,
        holds_until TEXT,
        reference TEXT NOT NULL,
        exams TEXT NOT NULL,
        consent_on TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_AccessArrangement_pupil_id" ON "AccessArrangement" (pupil_id)
    """,
    """
    CREATE TABLE "AdoptedStandard" (
        id TEXT NOT NULL,
        la TEXT NOT NULL,
        pack_id TEXT NOT NULL,
        version TEXT NOT NULL,
        digest TEXT NOT NULL,
        effective_on TEXT NOT NULL,
        adopted_on TEXT NOT NULL,
        signed_by TEXT NOT NULL,
        public_key TEXT NOT NULL,
        document_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(document_id) REFERENCES "StandardDocument" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_AdoptedStandard_document_id" ON "AdoptedStandard" (document_id)
    """,
    """
    CREATE TABLE "Advice" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        profession TEXT NOT NULL,
        author TEXT NOT NULL,
        dated_on TEXT NOT NULL,
        summary TEXT NOT NULL,
        put_in_place BOOLEAN,
        put_in_place_on TEXT,
        reviewed BOOLEAN,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Advice_pupil_id" ON "Advice" (pupil_id)
    """,
    """
    CREATE TABLE "AttendanceFigure" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        from_on TEXT NOT NULL,
        to_on TEXT NOT NULL,
        possible INTEGER NOT NULL,
        attended INTEGER NOT NULL,
        authorised INTEGER,
        unauthorised INTEGER,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_AttendanceFigure_pupil_id" ON "AttendanceFigure" (pupil_id)
    """,
    """
    CREATE TABLE "Attestation" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        "of" TEXT NOT NULL,
        attested_on TEXT NOT NULL,
        "by" TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Attestation_pupil_id" ON "Attestation" (pupil_id)
    """,
    """
    CREATE TABLE "AuthorityForm" (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        la TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_id TEXT NOT NULL,
        taken_on TEXT NOT NULL,
        places TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(file_id) REFERENCES "FormDocument" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_AuthorityForm_file_id" ON "AuthorityForm" (file_id)
    """,
    """
    CREATE TABLE "BasePlacement" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        model TEXT NOT NULL,
        proposed_on TEXT NOT NULL,
        started_on TEXT,
        reason TEXT NOT NULL,
        need TEXT NOT NULL,
        parents_agree BOOLEAN,
        aim TEXT NOT NULL,
        target TEXT,
        teacher_hours TEXT,
        review_due_on TEXT,
        decided_on TEXT,
        with_family BOOLEAN,
        "after" TEXT,
        ended_on TEXT,
        outcome TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_BasePlacement_pupil_id" ON "BasePlacement" (pupil_id)
    """,
    """
    CREATE TABLE "Concern" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        raised_on TEXT NOT NULL,
        raised_by TEXT NOT NULL,
        words TEXT NOT NULL,
        area TEXT,
        tried TEXT NOT NULL,
        parents_told_on TEXT,
        parents_say TEXT NOT NULL,
        decision TEXT,
        decided_on TEXT,
        review_on TEXT,
        why TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Concern_pupil_id" ON "Concern" (pupil_id)
    """,
    """
    CREATE TABLE "ConfidenceAnswer" (
        id TEXT NOT NULL,
        round_id TEXT NOT NULL,
        safe INTEGER,
        voice INTEGER,
        understood INTEGER,
        early INTEGER,
        reply INTEGER,
        clear INTEGER,
        reviews INTEGER,
        together INTEGER,
        contact INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(round_id) REFERENCES "ConfidenceRound" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_ConfidenceAnswer_round_id" ON "ConfidenceAnswer" (round_id)
    """,
    """
    CREATE TABLE "Contact" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        name TEXT NOT NULL,
        relation TEXT NOT NULL,
        telephone TEXT NOT NULL,
        email TEXT NOT NULL,
        has_parental_responsibility BOOLEAN,
        notes TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Contact_pupil_id" ON "Contact" (pupil_id)
    """,
    """
    CREATE TABLE "Cycle" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        started_on TEXT NOT NULL,
        closed_on TEXT,
        continues_id TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(continues_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Cycle_continues_id" ON "Cycle" (continues_id)
    """,
    """
    CREATE INDEX "ix_Cycle_pupil_id" ON "Cycle" (pupil_id)
    """,
    """
    CREATE TABLE "Destination" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        noted_on TEXT NOT NULL,
        stage TEXT NOT NULL,
        kind_of TEXT NOT NULL,
        place TEXT NOT NULL,
        starts_on TEXT,
        support TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Destination_pupil_id" ON "Destination" (pupil_id)
    """,
    """
    CREATE TABLE "DocumentHeld" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        document TEXT NOT NULL,
        dated_on TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_DocumentHeld_pupil_id" ON "DocumentHeld" (pupil_id)
    """,
    """
    CREATE TABLE "EbsaProfile" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        made_on TEXT NOT NULL,
        with_child BOOLEAN,
        with_parents BOOLEAN,
        "by" TEXT NOT NULL,
        other_causes_looked_at BOOLEAN,
        pushes TEXT NOT NULL,
        pulls TEXT NOT NULL,
        strengths TEXT NOT NULL,
        people TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_EbsaProfile_pupil_id" ON "EbsaProfile" (pupil_id)
    """,
    """
    CREATE TABLE "EhcRequest" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        requested_on TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        asked_by_name TEXT NOT NULL,
        parents_agree BOOLEAN,
        decided_on TEXT,
        decision TEXT,
        advice_asked_on TEXT,
        advice_given_on TEXT,
        plan_decided_on TEXT,
        plan_decision TEXT,
        draft_on TEXT,
        draft_answered_on TEXT,
        final_on TEXT,
        certificate_on TEXT,
        appealed_on TEXT,
        delays TEXT NOT NULL,
        delay_note TEXT NOT NULL,
        withdrawn_on TEXT,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_EhcRequest_pupil_id" ON "EhcRequest" (pupil_id)
    """,
    """
    CREATE TABLE "Happening" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        event TEXT NOT NULL,
        dated TEXT NOT NULL,
        details TEXT NOT NULL,
        source TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Happening_pupil_id" ON "Happening" (pupil_id)
    """,
    """
    CREATE TABLE "Involvement" (
        id TEXT NOT NULL,
        profession TEXT NOT NULL,
        name TEXT NOT NULL,
        is_expert_at_hand BOOLEAN NOT NULL,
        requested_on TEXT NOT NULL,
        accepted_on TEXT,
        seen_on TEXT,
        closed_on TEXT,
        question TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Involvement_pupil_id" ON "Involvement" (pupil_id)
    """,
    """
    CREATE TABLE "KeptFile" (
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_KeptFile_pupil_id" ON "KeptFile" (pupil_id)
    """,
    """
    CREATE TABLE "LegalHold" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        placed_on TEXT NOT NULL,
        reason TEXT NOT NULL,
        placed_by TEXT NOT NULL,
        until TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_LegalHold_pupil_id" ON "LegalHold" (pupil_id)
    """,
    """
    CREATE TABLE "Need" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        code TEXT NOT NULL,
        rank INTEGER NOT NULL,
        started_on TEXT,
        ended_on TEXT,
        description TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Need_pupil_id" ON "Need" (pupil_id)
    """,
    """
    CREATE TABLE "Observed" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        fact TEXT NOT NULL,
        observed_on TEXT NOT NULL,
        value TEXT NOT NULL,
        source TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Observed_pupil_id" ON "Observed" (pupil_id)
    """,
    """
    CREATE TABLE "RecordSent" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        sent_on TEXT NOT NULL,
        "to" TEXT NOT NULL,
        closed_with TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_RecordSent_pupil_id" ON "RecordSent" (pupil_id)
    """,
    """
    CREATE TABLE "Score" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        domain TEXT NOT NULL,
        instrument TEXT NOT NULL,
        scale TEXT NOT NULL,
        score TEXT NOT NULL,
        interval_low TEXT,
        interval_high TEXT,
        assessed_on TEXT NOT NULL,
        assessor TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Score_pupil_id" ON "Score" (pupil_id)
    """,
    """
    CREATE TABLE "SenStatus" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        provision TEXT NOT NULL,
        started_on TEXT NOT NULL,
        ended_on TEXT,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_SenStatus_pupil_id" ON "SenStatus" (pupil_id)
    """,
    """
    CREATE TABLE "Strength" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        text TEXT NOT NULL,
        noted_on TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Strength_pupil_id" ON "Strength" (pupil_id)
    """,
    """
    CREATE TABLE "Suspension" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        started_on TEXT NOT NULL,
        sessions INTEGER NOT NULL,
        reasons TEXT NOT NULL,
        is_permanent BOOLEAN NOT NULL,
        parents_told_on TEXT,
        provision_from_on TEXT,
        governors_met_on TEXT,
        back_on TEXT,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Suspension_pupil_id" ON "Suspension" (pupil_id)
    """,
    """
    CREATE TABLE "WiderRequestChild" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        request_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(request_id) REFERENCES "WiderRequest" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_WiderRequestChild_pupil_id" ON "WiderRequestChild" (pupil_id)
    """,
    """
    CREATE INDEX "ix_WiderRequestChild_request_id" ON "WiderRequestChild" (request_id)
    """,
    """
    CREATE TABLE "AnnualReview" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        request_id TEXT,
        review_kind TEXT NOT NULL,
        due_on TEXT NOT NULL,
        meeting_on TEXT,
        invited_on TEXT,
        papers_on TEXT,
        report_on TEXT,
        decided_on TEXT,
        decision TEXT,
        amended_on TEXT,
        summary TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(request_id) REFERENCES "EhcRequest" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_AnnualReview_pupil_id" ON "AnnualReview" (pupil_id)
    """,
    """
    CREATE INDEX "ix_AnnualReview_request_id" ON "AnnualReview" (request_id)
    """,
    """
    CREATE TABLE "Assessment" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        assessed_on TEXT,
        teacher_view TEXT NOT NULL,
        senco_view TEXT NOT NULL,
        attainment TEXT NOT NULL,
        earlier_support TEXT NOT NULL,
        slower_than_peers BOOLEAN,
        below_own_rate BOOLEAN,
        gap_not_closing BOOLEAN,
        gap_widening BOOLEAN,
        other_causes TEXT NOT NULL,
        other_causes_considered BOOLEAN,
        senses_checked_on TEXT,
        adjustments TEXT NOT NULL,
        adjustments_weeks INTEGER,
        outside_advice TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Assessment_cycle_id" ON "Assessment" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Assessment_pupil_id" ON "Assessment" (pupil_id)
    """,
    """
    CREATE TABLE "Attachment" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        title TEXT NOT NULL,
        kind_of TEXT NOT NULL,
        dated_on TEXT,
        "by" TEXT NOT NULL,
        note TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media TEXT NOT NULL,
        size INTEGER NOT NULL,
        file_id TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(file_id) REFERENCES "KeptFile" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Attachment_file_id" ON "Attachment" (file_id)
    """,
    """
    CREATE INDEX "ix_Attachment_pupil_id" ON "Attachment" (pupil_id)
    """,
    """
    CREATE TABLE "BaseWeek" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        placement_id TEXT NOT NULL,
        week_of TEXT NOT NULL,
        lessons INTEGER NOT NULL,
        mainstream INTEGER NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(placement_id) REFERENCES "BasePlacement" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_BaseWeek_placement_id" ON "BaseWeek" (placement_id)
    """,
    """
    CREATE INDEX "ix_BaseWeek_pupil_id" ON "BaseWeek" (pupil_id)
    """,
    """
    CREATE TABLE "Decision" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT,
        layer TEXT NOT NULL,
        decided_on TEXT NOT NULL,
        agrees_with_standard BOOLEAN,
        reason TEXT NOT NULL,
        standard_id TEXT NOT NULL,
        standard_version TEXT NOT NULL,
        standard_digest TEXT NOT NULL,
        evidence TEXT NOT NULL,
        statuses TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Decision_cycle_id" ON "Decision" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Decision_pupil_id" ON "Decision" (pupil_id)
    """,
    """
    CREATE TABLE "FormAnswer" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        form_id TEXT NOT NULL,
        place TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(form_id) REFERENCES "AuthorityForm" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_FormAnswer_form_id" ON "FormAnswer" (form_id)
    """,
    """
    CREATE INDEX "ix_FormAnswer_pupil_id" ON "FormAnswer" (pupil_id)
    """,
    """
    CREATE TABLE "Meeting" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT,
        held_on TEXT NOT NULL,
        who_came TEXT NOT NULL,
        is_first_concern BOOLEAN NOT NULL,
        notes TEXT NOT NULL,
        parents_agree BOOLEAN,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Meeting_cycle_id" ON "Meeting" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Meeting_pupil_id" ON "Meeting" (pupil_id)
    """,
    """
    CREATE TABLE "Outcome" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        text TEXT NOT NULL,
        need_code TEXT,
        area TEXT,
        pathway TEXT,
        measure TEXT NOT NULL,
        baseline TEXT NOT NULL,
        target TEXT NOT NULL,
        continues_id TEXT,
        sort INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT,
        FOREIGN KEY(continues_id) REFERENCES "Outcome" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Outcome_continues_id" ON "Outcome" (continues_id)
    """,
    """
    CREATE INDEX "ix_Outcome_cycle_id" ON "Outcome" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Outcome_pupil_id" ON "Outcome" (pupil_id)
    """,
    """
    CREATE TABLE "Plan" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        planned_on TEXT,
        parents_told_on TEXT,
        agreed_with TEXT NOT NULL,
        how_agreed TEXT NOT NULL,
        adjustments TEXT NOT NULL,
        expected_impact TEXT NOT NULL,
        evidence_basis TEXT NOT NULL,
        staff_skill TEXT NOT NULL,
        review_due_on TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Plan_cycle_id" ON "Plan" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Plan_pupil_id" ON "Plan" (pupil_id)
    """,
    """
    CREATE TABLE "Provision" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        name TEXT NOT NULL,
        area TEXT,
        outcome_ids TEXT NOT NULL,
        sessions_a_week TEXT,
        minutes INTEGER,
        group_size INTEGER NOT NULL,
        staff TEXT NOT NULL,
        staff_role TEXT NOT NULL,
        pounds_an_hour TEXT,
        weeks INTEGER,
        started_on TEXT,
        ends_on TEXT,
        is_evidence_based BOOLEAN,
        notes TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Provision_cycle_id" ON "Provision" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Provision_pupil_id" ON "Provision" (pupil_id)
    """,
    """
    CREATE TABLE "ReturnPlan" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        profile_id TEXT,
        made_on TEXT NOT NULL,
        key_adult TEXT NOT NULL,
        safe_place TEXT NOT NULL,
        sessions_now INTEGER,
        sessions_hoped INTEGER,
        on_a_hard_day TEXT NOT NULL,
        if_a_step_fails TEXT NOT NULL,
        review_due_on TEXT,
        ended_on TEXT,
        outcome TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(profile_id) REFERENCES "EbsaProfile" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_ReturnPlan_profile_id" ON "ReturnPlan" (profile_id)
    """,
    """
    CREATE INDEX "ix_ReturnPlan_pupil_id" ON "ReturnPlan" (pupil_id)
    """,
    """
    CREATE TABLE "Review" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        reviewed_on TEXT,
        who_came TEXT NOT NULL,
        quality TEXT NOT NULL,
        impact TEXT NOT NULL,
        progress TEXT,
        much_extra_help BOOLEAN,
        specialist_view TEXT NOT NULL,
        decision TEXT,
        decision_reason TEXT NOT NULL,
        next_review_on TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Review_cycle_id" ON "Review" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Review_pupil_id" ON "Review" (pupil_id)
    """,
    """
    CREATE TABLE "TeacherAnswer" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        concern_id TEXT,
        said_on TEXT NOT NULL,
        teacher TEXT NOT NULL,
        subject TEXT NOT NULL,
        goes_well TEXT NOT NULL,
        is_hard TEXT NOT NULL,
        helps TEXT NOT NULL,
        worry TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(concern_id) REFERENCES "Concern" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_TeacherAnswer_concern_id" ON "TeacherAnswer" (concern_id)
    """,
    """
    CREATE INDEX "ix_TeacherAnswer_pupil_id" ON "TeacherAnswer" (pupil_id)
    """,
    """
    CREATE TABLE "Voice" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT,
        stage TEXT,
        whose TEXT NOT NULL,
        said_on TEXT NOT NULL,
        words TEXT NOT NULL,
        how TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Voice_cycle_id" ON "Voice" (cycle_id)
    """,
    """
    CREATE INDEX "ix_Voice_pupil_id" ON "Voice" (pupil_id)
    """,
    """
    CREATE TABLE "Delivery" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        provision_id TEXT NOT NULL,
        "on" TEXT NOT NULL,
        given INTEGER NOT NULL,
        not_given INTEGER NOT NULL,
        reason TEXT,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(provision_id) REFERENCES "Provision" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_Delivery_provision_id" ON "Delivery" (provision_id)
    """,
    """
    CREATE INDEX "ix_Delivery_pupil_id" ON "Delivery" (pupil_id)
    """,
    """
    CREATE TABLE "GradedStep" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        plan_id TEXT,
        placement_id TEXT,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        planned_for TEXT,
        tried_on TEXT,
        result TEXT,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(plan_id) REFERENCES "ReturnPlan" (id) ON DELETE RESTRICT,
        FOREIGN KEY(placement_id) REFERENCES "BasePlacement" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_GradedStep_placement_id" ON "GradedStep" (placement_id)
    """,
    """
    CREATE INDEX "ix_GradedStep_plan_id" ON "GradedStep" (plan_id)
    """,
    """
    CREATE INDEX "ix_GradedStep_pupil_id" ON "GradedStep" (pupil_id)
    """,
    """
    CREATE TABLE "OutcomeReview" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        cycle_id TEXT NOT NULL,
        outcome_id TEXT NOT NULL,
        achievement TEXT,
        now TEXT NOT NULL,
        comment TEXT NOT NULL,
        next TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(cycle_id) REFERENCES "Cycle" (id) ON DELETE RESTRICT,
        FOREIGN KEY(outcome_id) REFERENCES "Outcome" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_OutcomeReview_cycle_id" ON "OutcomeReview" (cycle_id)
    """,
    """
    CREATE INDEX "ix_OutcomeReview_outcome_id" ON "OutcomeReview" (outcome_id)
    """,
    """
    CREATE INDEX "ix_OutcomeReview_pupil_id" ON "OutcomeReview" (pupil_id)
    """,
    """
    CREATE TABLE "PartTimeTimetable" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        plan_id TEXT,
        started_on TEXT NOT NULL,
        ends_on TEXT NOT NULL,
        sessions_a_week INTEGER NOT NULL,
        timetable TEXT NOT NULL,
        reason TEXT NOT NULL,
        why TEXT NOT NULL,
        agreed_on TEXT,
        authority_told_on TEXT,
        at_other_times TEXT NOT NULL,
        review_due_on TEXT NOT NULL,
        ended_on TEXT,
        outcome TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(plan_id) REFERENCES "ReturnPlan" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_PartTimeTimetable_plan_id" ON "PartTimeTimetable" (plan_id)
    """,
    """
    CREATE INDEX "ix_PartTimeTimetable_pupil_id" ON "PartTimeTimetable" (pupil_id)
    """,
    """
    CREATE TABLE "ArrangementReview" (
        id TEXT NOT NULL,
        pupil_id TEXT NOT NULL,
        plan_id TEXT,
        timetable_id TEXT,
        placement_id TEXT,
        reviewed_on TEXT NOT NULL,
        who_came TEXT NOT NULL,
        how_it_goes TEXT NOT NULL,
        decision TEXT,
        next_review_on TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(pupil_id) REFERENCES "Pupil" (id) ON DELETE RESTRICT,
        FOREIGN KEY(plan_id) REFERENCES "ReturnPlan" (id) ON DELETE RESTRICT,
        FOREIGN KEY(timetable_id) REFERENCES "PartTimeTimetable" (id) ON DELETE RESTRICT,
        FOREIGN KEY(placement_id) REFERENCES "BasePlacement" (id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX "ix_ArrangementReview_placement_id" ON "ArrangementReview" (placement_id)
    """,
    """
    CREATE INDEX "ix_ArrangementReview_plan_id" ON "ArrangementReview" (plan_id)
    """,
    """
    CREATE INDEX "ix_ArrangementReview_pupil_id" ON "ArrangementReview" (pupil_id)
    """,
    """
    CREATE INDEX "ix_ArrangementReview_timetable_id" ON "ArrangementReview" (timetable_id)
    """,
)

# The audit trail only grows: no line of it is removed, and none is changed but by erasing what it said of a
# child, which leaves the hash of what stood there.
_GUARDS = (
    "CREATE TRIGGER audit_stays BEFORE UPDATE ON audit WHEN NOT ("
    "NEW.number IS OLD.number AND NEW.at IS OLD.at AND NEW.who IS OLD.who AND NEW.kind IS OLD.kind "
    "AND NEW.hash IS OLD.hash AND OLD.sealed IS NULL AND length(NEW.sealed) = 64 AND NEW.salt = '' "
    "AND NEW.record_id = '' AND NEW.pupil_id = '' AND NEW.before IS NULL AND NEW.after IS NULL) "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END",
    "CREATE TRIGGER audit_keeps BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END",
)


def upgrade() -> None:
    """Make every table."""
    for statement in (*_TABLES, *_GUARDS):
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("There is nothing before the first tables.")
