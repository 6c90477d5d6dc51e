"""same_cells.py CELLS BOOK [BOOK AS LIBREOFFICE SAVED IT]: openpyxl, our reader (the program CELLS) and LibreOffice find the same cells."""
import datetime, subprocess, sys, warnings

warnings.simplefilter("error")
import openpyxl

EPOCH = datetime.datetime(1899, 12, 30)


def plain(value):
    """A text, or a number; dates as Excel counts them."""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime.datetime):
        return (value - EPOCH).total_seconds() / 86400
    if isinstance(value, datetime.date):
        return float((value - EPOCH.date()).days)
    if isinstance(value, (int, float)):
        return float(value)
    return None if value is None or value == "" else value


def by_openpyxl(path):
    cells = {}
    for sheet in openpyxl.load_workbook(path, data_only=True):
        for row in sheet.iter_rows():
            for c in row:
                value = plain(c.value)
                if value is not None:
                    cells[sheet.title, c.row, c.column - 1] = value
    return cells


def by_ours(program, path):
    cells = {}
    out = subprocess.run([program, path], capture_output=True, text=True, check=True).stdout
    for line in out.split("\n")[:-1]:
        sheet, row, column, kind, text = line.split("\t", 4)
        value = text.replace("\\n", "\n")
        if kind == "1":
            value = float(value[:-1]) / 100 if value.endswith("%") else float(value)
        elif kind == "2":
            value = plain(datetime.datetime.fromisoformat(value.replace(" ", "T")))
        cells[sheet, int(row), int(column)] = value
    return cells


def same(a, b):
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a))
    if isinstance(a, str) and isinstance(b, str):
        return a.strip() == b.strip()  # readers differ on spaces around a text, which no cell of ours rests on
    return a == b


def compare(who, wanted, found):
    wrong = [(k, wanted.get(k), found.get(k)) for k in sorted(set(wanted) | set(found)) if not same(wanted.get(k), found.get(k))]
    for k, a, b in wrong[:8]:
        print(who, k, repr(a), repr(b))
    return len(wrong)


wanted = by_openpyxl(sys.argv[2])
assert len(wanted) > 20, (sys.argv[2], len(wanted))
bad = compare("lecteur", wanted, by_ours(sys.argv[1], sys.argv[2]))
if len(sys.argv) > 3:
    bad += compare("LibreOffice", wanted, by_openpyxl(sys.argv[3]))
print(len(wanted), "cellules")
sys.exit(bad > 0)
