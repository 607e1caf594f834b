"""Statistics: intervals, control limits and funnel limits. Numbers in, numbers out: no measure, no period."""
