"""Education and training beside the search for work (domain.md 4.10)."""

from __future__ import annotations

from ips_tui.casework.plain import Plain
from ips_tui.forms.education import EducationEntry
from ips_tui.records.education import Education

EDUCATION = Plain(Education, EducationEntry, "education")

record_education, change_education = EDUCATION.record, EDUCATION.change
