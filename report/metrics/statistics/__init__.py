"""Statistics: intervals, slopes, control limits and funnel limits. Numbers in, numbers out."""
