"""Blank returns for the services: what each is asked for, and the workbooks written."""
