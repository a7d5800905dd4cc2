"""Range headers that anybody may send for a file of 200 bytes, by how they are answered."""

SIZE = 200
PARTS = {  # the first and the last byte that come
    "bytes=0-0": (0, 0),
    "bytes=0-99": (0, 99),
    "bytes=150-": (150, 199),
    "bytes=-10": (190, 199),
    "bytes=-5000": (0, 199),
    "bytes=100-5000": (100, 199),
    "bytes=199-199": (199, 199),
}
NO_SINGLE_RANGE = (  # the whole file comes
    "bytes=-",
    "bytes=",
    "bytes",
    "lines=0-9",
    "bytes=0-9,20-29",
    "bytes=a-b",
    "bytes=0-9;",
    "bytes=0x1-",
    "bytes=١-٢",
    "",
)
BEYOND = ("bytes=200-", "bytes=200-300", "bytes=-0", "bytes=9-3", "bytes=999999999999999999-")
