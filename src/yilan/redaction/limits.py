"""How much is accepted, and how finely pages are drawn anew."""

LARGEST = 200 << 20  # bytes of a file
MOST_PAGES = 500
LONGEST_SIDE = 14_400.0  # points: the most that the format knows, five metres
MOST_BOXES = 5_000
MOST_TERMS = 200
LONGEST_TERM = 200  # characters

DPI = 200  # of pages that are drawn anew
LEAST_DPI = 72  # what is drawn more coarsely than this could not be read any more
PAGE_PIXELS = 25_000_000
PICTURE_PIXELS = 80_000_000
PREVIEW_WIDTHS = range(40, 2_401)  # pixels

MARGIN = 1.5  # points around what is blackened: edges of letters are soft
BLACK = 4  # of 255: what a blackened point may have at most, for JPEG rounds
BLOCK = 8  # pixels: JPEG mixes the points of a block, so that blocks are blackened whole

MEMORY = 3 << 30  # bytes of the process that works on a file
SECONDS = 900  # that it may take
