"""Checks of the figures against one another, against time and against chance. They return findings and change nothing.

They know the intake, counting and the model; of judgement only below how many children nothing is judged.
"""
