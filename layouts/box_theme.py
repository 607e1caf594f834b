"""Sizes and spaces of tiles, the strip of shapes, cards and promises, in points; ``theme`` has the others."""

from __future__ import annotations

from layouts.theme import MM

TILE_GAP = 4 * MM
TILE_EDGE = 1.2 * MM
TILE_PADDING = 3 * MM  # beside the text
TILE_HEAD = 2 * MM  # above and below it
TILE_HEIGHT = 48 * MM  # at least
TILE_BORDER = 0.7
ABOVE_TILES = 12.0
ABOVE_STRIP = 12.0
STRIP_STEP = 7 * MM  # from one shape to the next, of shapes as large as STRIP_SHAPE
STRIP_SHAPE = 8.4
STRIP_GAP = 14.0  # between groups
KEY_GAP = 11.0
ABOVE_KEY = 4.0
ABOVE_MESSAGE = 10.0
CARD_COLUMN_GAP = 4 * MM
CARD_COLUMNS = (62.0, 62.0, 33.0)  # shares of the columns under a chart
ABOVE_CARD = 10.0
ABOVE_CARD_SECTION = 13.0
ABOVE_CARD_MESSAGE = 2.0
ABOVE_CARD_BODY = 5.0
ABOVE_CARD_COLUMNS = 4.0
LOWEST_CARD_CHART = 55 * MM  # under a number, where the words leave it no more
CARD_CHART_GROWS = 0.4  # of its usual height, to fill a page that the card has to itself
EMPTY_UNDER_CARD = 0.18  # of the page
CHART_ROW = 1.34  # of the size of a chart's labels: the height of one of its rows of text
CARD_CHART_TALLER = {1: 115 * MM, 2: 33 * MM, 3: 0.0}  # by the boxes on a page; a large edition has one height
CARD_STATUS_DROP = 1.0  # of the status under the top of the name beside it
PROMISE_GAP = 11.0  # between the circles and the number, and between promises
UNDER_PROMISES = 15.0  # all of them
ABOVE_SHEET_TEXT = 6.0
