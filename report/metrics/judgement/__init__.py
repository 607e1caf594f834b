"""Judgement: target status, change, direction of travel, control charts, forecast, exceptions."""
