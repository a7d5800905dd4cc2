"""The operators of page contents (ISO 32000-1, annex A) with the operands that each takes: nothing hides there."""

NUMBERS = {
    "w": 1,
    "J": 1,
    "j": 1,
    "M": 1,
    "i": 1,
    "cm": 6,
    "m": 2,
    "l": 2,
    "c": 6,
    "v": 4,
    "y": 4,
    "re": 4,
    "Tc": 1,
    "Tw": 1,
    "Tz": 1,
    "TL": 1,
    "Tr": 1,
    "Ts": 1,
    "Td": 2,
    "TD": 2,
    "Tm": 6,
    "G": 1,
    "g": 1,
    "RG": 3,
    "rg": 3,
    "K": 4,
    "k": 4,
    **dict.fromkeys(("q", "Q", "h", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*"), 0),
    **dict.fromkeys(("BT", "ET", "T*"), 0),
}
NAMED = {"gs": "ExtGState", "cs": "ColorSpace", "CS": "ColorSpace", "sh": "Shading", "Do": "XObject"}
PLAIN_NAMED = {"ri": {"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"}}
COLOURS = {"sc", "SC", "scn", "SCN"}
SHOWS = {"Tj": 0, "'": 0, '"': 2, "TJ": 0}  # with the place of the text among the operands
MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}  # they draw nothing; alternative texts stand there
OPTIONAL_CONTENT = "/OC"
DEVICE_COLOURS = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern", "/G", "/RGB", "/CMYK"}
