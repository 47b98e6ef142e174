"""What Today must hold for the twelve invented people, worked out by hand from domain.md 6.3, 6.4 and 6.6.

The numbers are days from the practice day T. They were reasoned from the stories and the F rules without running
any rule, so that a rule and its table can disagree. Four days are told: T, T+7, T+28 and T+42, with nothing typed
after T:
what was planned passes without a result, and the rest only grows older.

DUE: offset of the day looked from -> {(person, kind of line, offset of due_on)}. A line is listed from due_on less
its lead time: 14 days for search_clock, labour_market_research and personal_information, 7 for in_work_plan, 6 for
pre_start_meeting, 2 for the first contact after a start, 0 for all others. A passed appointment is listed from the
day after its own. days_overdue = the day looked from minus due_on, below zero while the day is still to come. No
person has two lines of one kind and one day, so the sets lose none.

NEXT: offset of the day looked from -> {(person, what it is for, offset of its day)}, up to and on its day.

CONDITIONS: offset of the day looked from -> {person: conditions without a date}; who is not named has none.
"""

from __future__ import annotations

DUE: dict[int, set[tuple[str, str, int]]] = {
    # P01 none: clock T-6 + 28 = T+22 opens T+8 (day 14); review T-3 + 28 = T+25; update of stage 1 recorded T-6;
    #     no profile started, so neither research nor personal information.
    # P06 none: plan reviewed T-9 + 28 = T+19; talk T-9 + 56 = T+47; search stopped the clock on T-66 (own visit).
    # P08 none: last contact T-3 is day 14 of the job, + 7 = T+4; six weeks T-17 + 42 = T+25; the visit to the
    #     employer on T-8 is no rung.
    # P12 none: last contact T-25, + 31 = T+6; 52 weeks T-66 met by the contact of T-25; hand-over T+15 is planned.
    0: {
        ("P02", "search_clock", -40),  # F2: first seen T-68 + 28 = T-40, no search; 40 overdue. F19: review rests
        ("P03", "labour_market_research", 8),  # F8: profile T-20, first seen T-20 + 28 = T+8, opens T-6; 8 days left
        ("P03", "personal_information", 8),  # F8: the same days; the talk planned for T+1 does not hide it
        ("P03", "search_clock", 8),  # F2: first seen T-20 + 28 = T+8, opens T-6; 8 days left
        ("P04", "clinical_update", -22),  # F7: stage 2 since T-50 + 28 = T-22; T-57 was stage 1; 22 overdue
        ("P04", "review", -12),  # F5: last contact T-40 + 28 = T-12 (S7); the held job has no ladder; 12 overdue
        ("P04", "search_clock", -29),  # F2: first seen T-57 + 28 = T-29; research T-38 is no search; 29 overdue
        ("P05", "plan_step", -3),  # F10: trial shift talk, due T-3, not done; 3 overdue
        ("P07", "pre_start_meeting", 4),  # F13: start T+5 - 1 = T+4, opens T-2; none logged; 4 days left
        ("P07", "in_work_plan", 5),  # F14: due on the start T+5, opens T-2 (accepted T-4); draft T-2 is not agreed
        ("P09", "benefits_review", -60),  # F18: hours changed T-60, no record since T-88; 60 overdue
        ("P09", "follow_along_contact", -7),  # F15: last contact T-38 is day 102, + 31 = T-7; 7 overdue
        ("P10", "milestone", -7),  # F17: start T-98 + 91 = T-7; last contact T-11 is before it; 7 overdue
        ("P11", "plan_review", -2),  # F9: date typed T-28 for T-2 (S16) wins over T-28 + 28 = T; 2 overdue
    },
    # P06 none: plan review T+19 and talk T+47 are still ahead.
    7: {
        ("P01", "appointment", 4),  # F20: the café of T+4 passed, no result; 3 overdue. Clock T+22 opens only T+8
        ("P02", "appointment", 2),  # F20: the pitch side of T+2 passed, no result; 5 overdue
        ("P02", "search_clock", -40),  # as on T; 47 overdue. F19: no face-to-face meeting since T-47, review rests
        ("P03", "appointment", 1),  # F20: the talk of T+1 passed, no result, neither rung nor hand-over; 6 overdue
        ("P03", "labour_market_research", 8),  # as on T; 1 day left
        ("P03", "personal_information", 8),  # as on T: a talk that only passed records nothing; 1 day left
        ("P03", "search_clock", 8),  # as on T; 1 day left
        ("P04", "clinical_update", -22),  # as on T; 29 overdue
        ("P04", "review", -12),  # as on T: one line, time alone adds none; 19 overdue
        ("P04", "search_clock", -29),  # as on T; 36 overdue
        ("P05", "plan_step", -3),  # as on T; 10 overdue
        ("P05", "plan_step", 4),  # F10: bus pass, due T+4; its own line (Z8); 3 overdue
        # P07: pre_start_meeting lapsed on the start day T+5 (F13).
        ("P07", "in_work_plan", 5),  # F14: until agreed; 2 overdue
        ("P07", "job_start", 5),  # F13: start and four hours to confirm from T+5; 2 overdue
        ("P07", "follow_along_contact", 8),  # F13: start T+5 + 3 = T+8, listed from T+6, confirmed or not; 1 day left
        # P08: the contact planned for T+4 passed, but it is itself the rung: one line, no appointment (F20).
        ("P08", "follow_along_contact", 4),  # F15: last contact T-3 is day 14 (before 28), + 7 = T+4; 3 overdue
        ("P09", "benefits_review", -60),  # as on T; 67 overdue
        ("P09", "follow_along_contact", -7),  # as on T; 14 overdue
        ("P10", "milestone", -7),  # as on T; 14 overdue. Its rung T-11 + 31 = T+20 is still ahead
        ("P11", "plan_review", -2),  # as on T; 9 overdue
        ("P12", "follow_along_contact", 6),  # F15: last contact T-25, + 31 = T+6; monthly until closure; 1 overdue
    },
    28: {
        ("P01", "appointment", 4),  # F20: still without a result; 24 overdue
        ("P01", "search_clock", 22),  # F2: first seen T-6 + 28 = T+22, opened T+8; 6 overdue
        ("P01", "review", 25),  # F5: last contact T-3 + 28 = T+25; a passed appointment moves nothing; 3 overdue
        # P02: review T-5 + 28 = T+23 rests while outreach is active (F19).
        ("P02", "appointment", 2),  # F20; 26 overdue
        ("P02", "search_clock", -40),  # as on T; 68 overdue
        ("P03", "appointment", 1),  # F20; 27 overdue
        ("P03", "labour_market_research", 8),  # F8: until recorded; 20 overdue
        ("P03", "personal_information", 8),  # F8: until recorded; 20 overdue
        ("P03", "search_clock", 8),  # F2; 20 overdue
        ("P03", "review", 22),  # F5: last contact T-6 (profile session) + 28 = T+22; no plan; 6 overdue
        ("P04", "clinical_update", -22),  # as on T; 50 overdue
        ("P04", "review", -12),  # as on T; 40 overdue
        ("P04", "search_clock", -29),  # as on T; 57 overdue
        ("P04", "disclosure_talk", 16),  # F11: talk T-40 (S9) + 56 = T+16; the held job rests nothing; 12 overdue
        # P05: talk T-16 + 56 = T+40 is still ahead; the course of T+20 is no line (F23).
        ("P05", "plan_step", -3),  # as on T; 31 overdue
        ("P05", "plan_step", 4),  # F10; 24 overdue
        ("P05", "plan_review", 14),  # F9: plan T-14 + 28 = T+14 (S11); 14 overdue
        ("P06", "plan_review", 19),  # F9: reviewed T-9 + 28 = T+19; no job, so nothing rests; 9 overdue
        # P07: plan review T-8 + 28 = T+20 and talk T-35 + 56 = T+21 rest while the job is accepted (F4, F11);
        #     six weeks T+5 + 42 = T+47.
        ("P07", "in_work_plan", 5),  # F14; 23 overdue
        ("P07", "job_start", 5),  # F13; 23 overdue
        ("P07", "follow_along_contact", 8),  # F16: one line per job, at the first rung missed; 20 overdue
        ("P08", "follow_along_contact", 4),  # F16: still the first rung missed; 24 overdue
        ("P08", "milestone", 25),  # F17: start T-17 + 42 = T+25, six weeks; no contact on or after it; 3 overdue
        # P09: 26 weeks T-140 + 182 = T+42 is still ahead.
        ("P09", "benefits_review", -60),  # as on T; 88 overdue
        ("P09", "follow_along_contact", -7),  # F16: T+24 would be the next rung, but one line; 35 overdue
        ("P10", "milestone", -7),  # as on T; 35 overdue. 26 weeks T-98 + 182 = T+84
        ("P10", "follow_along_contact", 20),  # F15: last contact T-11 is day 87, + 31 = T+20; 8 overdue
        # P11: talk T-20 + 56 = T+36 is still ahead.
        ("P11", "plan_review", -2),  # as on T; 30 overdue
        ("P12", "follow_along_contact", 6),  # F16, F21; 22 overdue
        ("P12", "hand_over", 15),  # F21: T+15 passed unrecorded; its own kind, no appointment beside it; 13 overdue
    },
    42: {
        ("P01", "appointment", 4),  # F20: still without a result; 38 overdue
        ("P01", "search_clock", 22),  # F2; 20 overdue
        ("P01", "review", 25),  # F5: the contact of T-3 is still the last; 17 overdue
        # P02: first seen T-68, no talk about disclosure, no profile: neither F8 nor F11 gives a line.
        ("P02", "appointment", 2),  # F20; 40 overdue
        ("P02", "search_clock", -40),  # as on T; 82 overdue
        ("P03", "appointment", 1),  # F20; 41 overdue
        ("P03", "labour_market_research", 8),  # F8; 34 overdue
        ("P03", "personal_information", 8),  # F8; 34 overdue
        ("P03", "search_clock", 8),  # F2; 34 overdue
        ("P03", "review", 22),  # F5; 20 overdue. No decision and no talk that took place, so F11 has nothing to count
        ("P04", "clinical_update", -22),  # as on T; 64 overdue
        ("P04", "review", -12),  # as on T; 54 overdue
        ("P04", "search_clock", -29),  # as on T; 71 overdue
        ("P04", "disclosure_talk", 16),  # F11; 26 overdue
        ("P05", "plan_step", -3),  # as on T; 45 overdue
        ("P05", "plan_step", 4),  # F10; 38 overdue
        ("P05", "plan_review", 14),  # F9; 28 overdue
        ("P05", "disclosure_talk", 40),  # F11: decision T-16 + 56 = T+40; enrolment at college is no job; 2 overdue
        # P06: the talk of T+47 is agreed and ahead (next); T-9 + 56 would be the same day.
        ("P06", "plan_review", 19),  # F9; 23 overdue
        # P07: six weeks T+5 + 42 = T+47 are ahead; benefits T-8 lie after T-4 - 28 = T-32, so nothing before the start.
        ("P07", "in_work_plan", 5),  # F14; 37 overdue
        ("P07", "job_start", 5),  # F13; 37 overdue
        ("P07", "follow_along_contact", 8),  # F16; 34 overdue
        ("P08", "follow_along_contact", 4),  # F16; 38 overdue
        ("P08", "milestone", 25),  # F17: six weeks; 17 overdue. 13 weeks T-17 + 91 = T+74
        ("P09", "benefits_review", -60),  # as on T; 102 overdue
        ("P09", "follow_along_contact", -7),  # F16; 49 overdue
        ("P09", "milestone", 42),  # F17: start T-140 + 182 = T+42, 26 weeks, on its very day; due today
        ("P10", "milestone", -7),  # F17: 13 weeks; 49 overdue. 26 weeks T+84
        ("P10", "follow_along_contact", 20),  # F16; 22 overdue
        ("P11", "plan_review", -2),  # as on T; 44 overdue
        ("P11", "disclosure_talk", 36),  # F11: changed T-20 + 56 = T+36; the job ended, so nothing rests; 6 overdue
        ("P12", "follow_along_contact", 6),  # F16, F21: never ends by time; 36 overdue
        ("P12", "hand_over", 15),  # F21; 27 overdue
    },
}

NEXT: dict[int, set[tuple[str, str, int]]] = {
    0: {
        ("P01", "contact", 4),  # 6.3: café
        ("P02", "contact", 2),  # 6.3: pitch side, the benefits adviser offered
        ("P03", "disclosure_talk", 1),  # S6: the talk on personal information, an appointment, face to face
        ("P06", "disclosure_talk", 47),  # 6.4: agreed T-9 for T+47
        ("P08", "contact", 4),  # 6.3: agreed next contact; told by what it is for, though it is the rung too
        ("P12", "hand_over", 15),  # S19: with Ben Mensah
    },
    7: {
        ("P06", "disclosure_talk", 47),  # still planned
        ("P12", "hand_over", 15),  # still planned
        # P01 T+4, P02 T+2, P03 T+1 are appointment lines by now, P08 T+4 its rung.
    },
    28: {
        ("P06", "disclosure_talk", 47),  # still planned
        # P12 T+15 is the hand_over line by now.
    },
    42: {
        ("P06", "disclosure_talk", 47),  # still planned, in five days
    },
}

CONDITIONS: dict[int, dict[str, tuple[str, ...]]] = {
    0: {
        "P02": ("outreach_active",),  # F19: missed T-47, no face-to-face meeting since (T-5 was by telephone)
        "P06": ("employer_contact_blocked",),  # F12: decision T-70 "no ES contact", looked at again T-9: still no
        # P11: on from T-80 to T-28, ended by the meeting face to face of T-28.
    },
    7: {
        "P02": ("outreach_active",),  # nobody met face to face; an appointment without a result ends nothing
        "P06": ("employer_contact_blocked",),  # the decision stands
        # P01, P03: an appointment that passed without a result is not one that was missed.
    },
    28: {
        "P02": ("outreach_active",),  # the same
        "P06": ("employer_contact_blocked",),  # the same
    },
    42: {
        "P02": ("outreach_active",),  # the same: time ends nothing
        "P06": ("employer_contact_blocked",),  # the same: the decision stands until it is looked at again
    },
}
