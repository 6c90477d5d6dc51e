"""spoil.py FOLDER BOOK...: copies in FOLDER whose formulas have wrong stored values; whoever computes them again finds the right ones."""
import os, re, sys, zipfile


def spoil(folder, path):
    n = 0
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(os.path.join(folder, os.path.basename(path)), "w", zipfile.ZIP_DEFLATED) as to:
        for item in book.infolist():
            data = book.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                data, k = re.subn(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>-77777\2", data)
                n += k
            to.writestr(item, data)
    return n


n = sum(spoil(sys.argv[1], path) for path in sys.argv[2:])
print(n, "formules")
sys.exit(n < 300)
