"""Names that are not those of the sample's measures, and look much like them. Each is of something else."""

from __future__ import annotations

from collections.abc import Mapping

Names = Mapping[str, tuple[str, ...]]

LOOK_ALIKES: Names = {
    "children_in_care_count": (
        "Children in need at month end",
        "Children on a child protection plan at month end",
        "Children in care placed out of area at month end",
        "Children in care in residential homes",
        "Children in care subject to a placement order",
    ),
    "started_in_care_count": (
        "Referrals accepted",
        "Came into care under section 20",
        "Came into care for a second time",
        "Emergency admissions to care",
    ),
    "left_care_count": (
        "Left care to be adopted",
        "Left care to return home",
        "Left residential care",
        "Left care by special guardianship",
    ),
    "reviews_on_time_pct": ("Child protection reviews held on time", "Reviews with the child taking part",
                            "Foster carer reviews held on time", "Pathway plan reviews held on time"),
    "visits_on_time_pct": ("Child protection visits on time", "Children seen alone at visits",
                           "Private fostering visits on time", "Care leaver visits on time"),
    "three_or_more_homes_pct": ("Two or more placements in last 12 months", "Placed more than 20 miles from home",
                                "Three or more schools in last 12 months", "Three or more social workers in 12 months"),
    "long_term_stability_pct": ("Long term foster placements", "Long term sickness", "Long term matching at panel"),
    "children_missing_count": ("Children\nmissing education", "Children\nmissing more than once",
                               "Children\noffered a return interview", "Children\nabsent"),
    "missing_episodes_count": ("Return\ninterviews", "Absent\nepisodes", "Missing\nepisodes over 24 hours",
                               "Missing\neducation episodes"),
    "left_care_through_adoption_pct": ("Left care through special guardianship", "Left care through adoption by carers",
                                       "Left care to return home"),
    "entry_to_adoptive_home_days_mean": ("Entry to care to placement order", "Entry to care to first review",
                                         "Placement order to adoptive home"),
    "order_to_match_days_mean": ("Placement order\nto adoption order", "Match\nto adoptive home",
                                 "Placement order\nto panel"),
    "initial_health_assessment_pct": ("% RHA in 20\nworking days", "% IHA requested in 5\nworking days",
                                      "% IHA reports in 20\nworking days of visit"),
    "annual_health_assessment_pct": ("Annual eye\nassessment", "Annual SDQ\nassessment",
                                     "Immunisations up to date", "Annual health\nassessment of under 5s"),
    "dental_check_pct": ("Optician check", "Dental treatment waiting", "Dental check of under 5s", "Hearing check"),
    "personal_education_plan_pct": ("EHCP in place", "PEP rated good", "PEP meeting attended by the child",
                                    "Pupil premium plan in place"),
    "good_or_outstanding_school_pct": ("In requires improvement or inadequate school", "In mainstream school",
                                       "In good or outstanding nursery", "In good or outstanding children's home"),
    "pathway_plan_pct": ("Needs assessment in place", "Personal Adviser in place", "Placement plan in place",
                         "Pathway plan written with the young person"),
    "average_caseload_by_team_rate": ("Assessment Team social workers", "Newly qualified social workers",
                                      "Child protection chairs"),
}  # fmt: skip

NEGATED: Names = {
    "reviews_on_time_pct": ("Reviews not held on time", "Reviews held late", "Reviews overdue"),
    "visits_on_time_pct": ("Statutory visits not on time", "Statutory visits overdue", "Late statutory visits"),
    "three_or_more_homes_pct": ("Fewer than three placements in last 12 months", "Not moved in last 12 months"),
    "long_term_stability_pct": ("Long term instability", "Not in long term stable placement"),
    "annual_health_assessment_pct": ("Annual health\nassessment overdue", "No annual health\nassessment"),
    "dental_check_pct": ("No dental check", "Dental check overdue", "Dental check refused"),
    "initial_health_assessment_pct": ("% IHA not in 20\nworking days", "% IHA late", "% IHA over 20\nworking days"),
    "personal_education_plan_pct": ("PEP not in place", "PEP missing", "Without a PEP", "PEP overdue"),
    "good_or_outstanding_school_pct": ("Not in good or outstanding school", "In a school less than good"),
    "pathway_plan_pct": ("Pathway plan not in place", "No pathway plan", "Pathway plan out of date"),
    "left_care_through_adoption_pct": ("Left care other than through adoption", "Left care not through adoption"),
}

OTHER_UNITS: Names = {
    "children_in_care_count": ("Children in care per 10,000", "Children in care (% of population)",
                               "Rate of children in care"),
    "started_in_care_count": ("Came into care per 10,000", "Came into care (% of referrals)"),
    "left_care_count": ("Left care per 10,000", "Left care (%)", "Days in care of those who left"),
    "children_missing_count": ("Children\nmissing (%)", "Rate of children\nmissing per 1,000"),
    "missing_episodes_count": ("Missing\nepisodes per child", "Missing\nepisodes (hours)"),
    "entry_to_adoptive_home_days_mean": ("Entry to care to adoptive home (weeks)",
                                         "Entry to care to adoptive home (months)"),
    "order_to_match_days_mean": ("Placement order\nto match (weeks)", "Placement order\nto match (months)"),
}  # fmt: skip
