"""features.py FOLDER: what Excel users expect of a workbook, feature by feature, in those that tests/xlsx/samples.sh wrote. TAP lines."""
import datetime, re, sys, traceback, warnings, zipfile

warnings.simplefilter("error")
import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

W = sys.argv[1]
HEAD, FIRST = 5, 6
BOOKS = ["groupe", "plan", "industrie", "bordereau", "achat", "questions", "accuse", "fabricant", "besoins", "avis", "groupe-ar", "plan-ar", "plan-en"]
GRIDS = ["groupe", "plan", "industrie", "questions", "accuse", "groupe-ar"]  # whose sheets are tables, but for pages
cache = {}


def book(name, values=False):
    if (name, values) not in cache:
        cache[name, values] = openpyxl.load_workbook("%s/%s.xlsx" % (W, name), data_only=values)
    return cache[name, values]


def visible(name):
    return [ws for ws in book(name) if ws.sheet_state == "visible"]


def grids(name):
    """Sheets of rows: those with a header in row 5 and the pages left out, which are portrait."""
    return [ws for ws in visible(name) if ws.page_setup.orientation == "landscape"]


def headers(ws):
    return {c.value: c.column for c in ws[HEAD] if c.value}


def rows_of(ws):
    return range(FIRST, range_boundaries(next(iter(ws.tables.values())).ref)[3])


def part(name, path):
    return zipfile.ZipFile("%s/%s.xlsx" % (W, name)).read(path).decode()


# --- the checks ---

def tables():
    for name in GRIDS:
        seen = set()
        assert grids(name), name
        for ws in grids(name):
            assert len(ws.tables) == 1, (name, ws.title, list(ws.tables))
            t = next(iter(ws.tables.values()))
            assert re.fullmatch(r"T_[a-z0-9_]+", t.displayName) and t.displayName not in seen, t.displayName
            seen.add(t.displayName)
            first, head, last, end = range_boundaries(t.ref)
            assert (first, head) == (1, HEAD) and end == ws.max_row and t.totalsRowCount == 1, (name, ws.title, t.ref)
            assert [c.name for c in t.tableColumns] == [ws.cell(HEAD, k).value for k in range(1, last + 1)], (name, ws.title)


def filters():
    for name in GRIDS:
        for ws in grids(name):
            t = next(iter(ws.tables.values()))
            first, head, last, end = range_boundaries(t.ref)
            assert t.autoFilter is not None and range_boundaries(t.autoFilter.ref) == (1, HEAD, last, end - 1), (name, ws.title)


def types():
    money = percents = volumes = years = 0
    for name in ["groupe", "plan", "achat"]:
        for ws in visible(name):
            for row in ws.iter_rows():
                for c in row:
                    if not isinstance(c.value, (int, float)) or isinstance(c.value, bool):
                        continue
                    percents += "%" in c.number_format and abs(c.value) <= 1.5
                    money += "MAD" in c.number_format
    for name in ["groupe", "plan"]:
        for ws in grids(name):
            h = headers(ws)
            for r in rows_of(ws):
                for title, k in h.items():
                    c = ws.cell(r, k)
                    if title.startswith("Montant") and c.value is not None:
                        assert c.data_type == "n" and c.number_format == '#,##0.00" MAD"', (ws.title, c.coordinate, c.number_format)
                    if title.startswith("% ") and c.value is not None:
                        assert c.data_type == "n" and c.number_format == "0.0%" and c.value <= 1, (ws.title, c.coordinate, c.value)
                    if title == "Volumétrie" and c.data_type == "n" and c.value is not None:
                        assert c.number_format == "#,##0", (ws.title, c.coordinate)
                        volumes += 1
                    if title == "Année":
                        assert c.data_type == "n" and c.number_format == "0", (ws.title, c.coordinate)
                        years += 1
    assert money > 40 and percents > 100 and volumes > 100 and years > 10, (money, percents, volumes, years)


def dates():
    seen = {"dd/mm/yyyy": 0, "dd/mm/yyyy hh:mm": 0}
    for name in ["groupe", "plan", "accuse", "industrie"]:
        for ws in grids(name):
            for title, k in headers(ws).items():
                if not re.search(r"^(Date|Recherche du|Vérifié le|Valable|Importé le)", title):
                    continue
                for r in rows_of(ws):
                    c = ws.cell(r, k)
                    if c.value is None:
                        continue
                    assert isinstance(c.value, datetime.datetime) and c.number_format in seen, (name, ws.title, c.coordinate, c.value)
                    seen[c.number_format] += 1
    assert all(n > 10 for n in seen.values()), seen


def totals():
    sums = counts = 0
    for name in GRIDS:
        stored = book(name, True)
        for ws in grids(name):
            last = rows_of(ws)[-1] + 1
            for c in ws[last]:
                if c.data_type != "f":
                    continue
                column = [ws.cell(r, c.column).value for r in rows_of(ws)]
                value = stored[ws.title].cell(last, c.column).value
                if "SUBTOTAL(103," in c.value:
                    assert value == sum(v is not None for v in column), (name, ws.title, c.value, value)
                    counts += 1
                else:
                    assert "SUBTOTAL(109," in c.value, c.value
                    want = sum(v for v in column if isinstance(v, (int, float)))
                    assert abs(value - want) < 0.005, (name, ws.title, c.value, value, want)
                    sums += value > 0
    assert sums >= 3 and counts > 20, (sums, counts)


def frozen():
    for name in GRIDS:
        for ws in grids(name):
            assert ws.freeze_panes and ws.freeze_panes.endswith(str(FIRST)), (name, ws.title, ws.freeze_panes)
    assert book("groupe")["Plan"].freeze_panes == "C6" and book("plan")["Plan"].freeze_panes == "B6"
    for name in ["bordereau", "achat", "fabricant", "avis", "besoins"]:
        ws = grids(name)[0]
        assert ws.freeze_panes and int(re.sub(r"\D", "", ws.freeze_panes)) == int(ws.print_title_rows.split("$")[-1]) + 1, name


def shown(c):
    """About what Excel shows of a number."""
    f = c.number_format
    if "%" in f:
        return "%.1f%%" % (c.value * 100)
    if "MAD" in f:
        return "{:,.2f} MAD".format(c.value)
    return "{:,.0f}".format(c.value)


def widths():
    for name in GRIDS:
        for ws in grids(name):
            for title, k in headers(ws).items():
                letter = get_column_letter(k)
                assert letter in ws.column_dimensions, (name, ws.title, letter)
                width = ws.column_dimensions[letter].width
                word = max(len(w) for w in title.split())
                assert width >= word + 2, (name, ws.title, title, width)
                longest = 0
                for r in rows_of(ws):
                    c = ws.cell(r, k)
                    if isinstance(c.value, datetime.datetime):
                        assert width >= 10, (name, ws.title, title)
                    elif isinstance(c.value, (int, float)):
                        assert width >= len(shown(c)) + 1, (name, ws.title, c.coordinate, width)
                    elif c.value is not None:
                        lines = [len(line) for line in str(c.value).split("\n")]
                        longest = max([longest] + lines)
                        assert c.alignment.wrap_text or max(lines) <= width, (name, ws.title, c.coordinate, width)
                # No wider than its texts and its header ask for, and never a quarter of a metre.
                assert width <= 95 and (width <= max(longest, len(title)) * 1.1 + 8 or width <= 50), (name, ws.title, title, width)
            high = [ws.row_dimensions[r].height for r in rows_of(ws)]
            for r, h in zip(rows_of(ws), high):
                most = 1
                for c in ws[r]:
                    if isinstance(c.value, str) and c.alignment.wrap_text:
                        most = max(most, len(c.value) / (ws.column_dimensions[c.column_letter].width * 1.35))
                assert h is not None or most <= 1.01, (name, ws.title, r, most)
                assert h is None or h >= min(400, int(most) * 12), (name, ws.title, r, h, most)


def tones():
    for name, columns in [("groupe", {"Plan": ["État", "Achetable", "Concordance"], "Concordances": ["Concordance", "Achetable"],
                                      "Spécifications": ["Résultat"], "Anomalies": ["Gravité"]}),
                          ("industrie", {"Faisable et sans fabricant": ["État"]})]:
        for sheet, titles in columns.items():
            ws = book(name)[sheet]
            for title in titles:
                k = headers(ws)[title]
                words = {}
                for area in ws.conditional_formatting:
                    if area.sqref.ranges[0].min_col == k:
                        assert area.sqref.ranges[0].max_row >= rows_of(ws)[-1], (name, sheet, title)
                        for rule in area.rules:
                            assert rule.type == "cellIs" and rule.dxf.fill is not None and rule.dxf.font.color is not None, (sheet, title)
                            words[rule.formula[0].strip('"')] = rule.dxf.fill.bgColor.rgb
                found = {ws.cell(r, k).value for r in rows_of(ws)} - {None}
                # The colour repeats what the cell says in a word.
                assert found and {w for w in found if w not in ("expliquée",)} <= set(words), (name, sheet, title, found - set(words))
                assert len(set(words.values())) > 1, (sheet, title)


def names():
    for name, of in [("groupe", "Plan"), ("plan", None)]:
        wb, values = book(name), book(name, True)
        at = {d.name: d.attr_text for d in wb.defined_names.definedName}
        figures = {}
        for key in ["Note_articles", "Note_a_interroger", "Note_concordants", "Note_valides", "Note_achetables"]:
            sheet, cell = at[key].rsplit("!", 1)
            figures[key] = values[sheet.strip("'")][cell.replace("$", "")].value
        note = values.worksheets[0]
        states = {note.cell(r, 1).value: note.cell(r, 6).value for r in range(1, note.max_row + 1)}
        assert figures["Note_concordants"] == states["Concordant"] and figures["Note_valides"] == states["Validé"], figures
        assert figures["Note_a_interroger"] == states["À interroger"] and figures["Note_articles"] == states["Total"], figures
        if of:
            assert figures["Note_articles"] == len(rows_of(wb[of])), figures
    wb = book("achat")
    ws = wb.worksheets[0]
    at = {d.name: d.attr_text for d in wb.defined_names.definedName}
    for i, what in enumerate(["HT", "TVA", "TTC"]):
        sheet, cell = at["Lot1_" + what].rsplit("!", 1)
        assert sheet.strip("'") == ws.title
        c = ws[cell.replace("$", "")]
        assert c.data_type == "f" and ws.cell(c.row, 1).value == ["Total HT", "Montant de la TVA", "Total TTC"][i], (what, c.coordinate)


def links():
    for name, keys in [("groupe", ["Référence", "Désignation"]), ("plan", ["Famille", "Spécifications lues"])]:
        wb = book(name)
        for there, back in [("Plan", "Concordances"), ("Concordances", "Plan")]:
            ws, to = wb[there], wb[back]
            a, b = headers(ws), headers(to)
            linked = set()
            for c in (c for row in ws.iter_rows() for c in row if c.hyperlink):
                m = re.fullmatch(r"'([^']+)'!A(\d+)", c.hyperlink.location)
                assert m and m[1] == back and int(m[2]) in rows_of(to), (there, c.coordinate, c.hyperlink.location)
                target = int(m[2])
                assert [ws.cell(c.row, a[k]).value for k in keys] == [to.cell(target, b[k]).value for k in keys], (there, c.coordinate, target)
                if back == "Concordances":
                    assert to.cell(target, b["Rang"]).value == 1, (c.coordinate, target)
                assert len(str(c.value)) <= 24 and c.font.underline == "single", (there, c.coordinate)
                linked.add(c.row)
            if there == "Concordances":
                assert linked == set(rows_of(ws)), (name, len(linked))
            else:  # every article that has candidates
                have = {tuple(to.cell(r, b[k]).value for k in keys) for r in rows_of(to)}
                want = {r for r in rows_of(ws) if tuple(ws.cell(r, a[k]).value for k in keys) in have}
                assert linked == want and len(want) > 50, (name, len(linked), len(want))


def properties():
    for name, title, author in [("groupe", "Plan d’achat local 2027", "essai"), ("plan", "Plan d’achat local 2027", "Mahalli")]:
        p = book(name).properties
        assert (p.title, p.creator, p.subject) == (title, author, "Campagne 2027"), (p.title, p.creator, p.subject)
        assert p.created == datetime.datetime(2026, 11, 21, 10, 0), p.created
        assert "ni commande" in p.description, p.description
        assert "en préparation" in part(name, "docProps/custom.xml") and 'name="Version du plan"' in part(name, "docProps/custom.xml")
        assert "<Company>Mahalli</Company>" in part(name, "docProps/app.xml")


def scaled(name, ws):
    return name in ("bordereau", "achat") and ws is book(name).worksheets[0]


def pages():
    for name in BOOKS:
        for ws in visible(name):
            assert int(ws.page_setup.paperSize) == 9, (name, ws.title)
            if scaled(name, ws): # with pages broken by hand, which Excel leaves out of sheets fitted to pages
                assert 40 <= ws.page_setup.scale <= 100 and ws.row_breaks.brk, (name, ws.title)
            else:
                assert ws.sheet_properties.pageSetUpPr.fitToPage, (name, ws.title)
        for ws in grids(name):
            if scaled(name, ws):
                continue
            assert ws.page_setup.fitToHeight == 0 and ws.page_setup.fitToWidth in (None, 1, 2, 3, 4), (name, ws.title)
            assert ws.page_setup.fitToWidth in (None, 1) or name in ("fabricant", "avis"), (name, ws.title)
    for name in ["groupe", "plan", "industrie"]:
        note = book(name).worksheets[0]
        assert note.title == "Note de synthèse" and note.page_setup.orientation == "portrait", name
        assert note.page_setup.fitToHeight in (None, 1) and note.page_setup.fitToWidth in (None, 1), name
        assert note._charts, name
    for name in ["bordereau", "achat"]:
        assert len(grids(name)) >= 2, name


def heads():
    for name in GRIDS:
        for ws in grids(name):
            assert ws.print_title_rows == "$5:$5" and ws.print_area, (name, ws.title)
    for name, row in [("bordereau", 5), ("achat", 5), ("fabricant", 3), ("besoins", 3), ("avis", 3)]:
        ws = grids(name)[0]
        assert ws.print_title_rows == "$%d:$%d" % (row, row), (name, ws.print_title_rows)


def footers():
    for name in BOOKS:
        for ws in visible(name):
            if ws.title in ("Lisez-moi",) and name == "fabricant":
                continue
            right = ws.oddFooter.right.text or ""
            assert right.endswith("&P / &N"), (name, ws.title, right)
    for name, words in [("groupe", ["Plan d’achat local 2027", "en préparation", "21/11/2026"]), ("plan", ["en préparation", "21/11/2026"]),
                        ("industrie", ["en préparation"]), ("plan-en", ["in preparation"]), ("groupe-ar", ["2027"])]:
        for ws in visible(name):
            left = ws.oddFooter.left.text or ""
            assert all(w in left for w in words), (name, ws.title, left)
            assert ws.oddFooter.center.text == "&A", (name, ws.title)


def languages():
    arabic = re.compile("[\u0600-\u06ff]")
    for ws in visible("groupe-ar") + visible("plan-ar"):
        assert ws.sheet_view.rightToLeft and arabic.search(ws.title), ws.title
        assert arabic.search(ws.oddFooter.right.text), ws.title
    for ws in grids("groupe-ar") + grids("plan-ar"):
        for title in headers(ws):
            assert arabic.search(title) or re.fullmatch(r"[A-Z0-9% ]{1,6}", title), (ws.title, title)
    for name in BOOKS:
        if not name.endswith("-ar"):
            assert not any(ws.sheet_view.rightToLeft for ws in book(name)), name
    french = {t for ws in grids("plan") for t in headers(ws)}
    english = [t for ws in grids("plan-en") for t in headers(ws)]
    same = {t for t in english if t in french}
    assert same <= {"Code", "Score", "Source", "Date", "Nature", "% plan"}, same  # the same word in both


def texts():
    n = 0
    for name in GRIDS:
        for ws in grids(name):
            for r in rows_of(ws):
                for c in ws[r]:
                    if isinstance(c.value, str):
                        assert c.data_type == "s" and c.number_format == "@", (name, ws.title, c.coordinate, c.data_type, c.number_format)
                        n += 1
    assert n > 10000, n
    for name in ["besoins", "avis"]:
        ws = grids(name)[0]
        heads = {str(c.value).strip(" *"): c.column for c in ws[3] if c.value}
        k = heads["Désignation" if name == "besoins" else "Article"]
        assert all(ws.cell(r, k).number_format == "@" for r in range(4, ws.max_row)), name
    # What looks like a formula in a member's file is a text in its workbook.
    hostile = [c for ws in visible("groupe") for row in ws.iter_rows() for c in row if isinstance(c.value, str) and c.value.startswith("=")]
    assert all("SUBTOTAL" in c.value or "SUM(" in c.value for c in hostile if c.data_type == "f")


def lists():
    long = 0
    for name in ["besoins", "avis", "fabricant"]:
        wb = book(name)
        lines = wb["Listes"]
        assert lines.sheet_state == "hidden", name
        n = 0
        for ws in visible(name):
            for v in ws.data_validations.dataValidation:
                if v.type != "list":
                    continue
                n += 1
                if v.formula1.startswith('"'):
                    assert len(v.formula1.encode()) <= 257, v.formula1
                    continue
                area = re.fullmatch(r"Listes!(\$[A-Z]+\$1:\$[A-Z]+\$\d+)", v.formula1)
                assert area, v.formula1
                a, top, b, bottom = range_boundaries(area[1])
                column = [lines.cell(r, a).value for r in range(top, bottom + 1)]
                assert a == b and all(column) and len(set(column)) == len(column), (name, v.formula1)
                assert not lines.cell(bottom + 1, a).value, (name, v.formula1)
                long = max(long, len(",".join(map(str, column)).encode()))
        assert n > 0, name
    assert long > 255, long


CHECKS = [
    (tables, "tableaux nommés, un par feuille de lignes, avec leurs en-têtes"),
    (filters, "filtres sur toutes les lignes, total à part"),
    (types, "nombres typés : MAD, pour cent, volumétries, années sans séparateur"),
    (dates, "dates jj/mm/aaaa"),
    (totals, "totaux : formules dont la valeur enregistrée est juste"),
    (frozen, "volets figés sous l'en-tête"),
    (widths, "largeurs ajustées, textes et nombres visibles"),
    (tones, "couleurs qui répètent un mot de la cellule"),
    (names, "plages nommées"),
    (links, "liens du Plan aux Concordances et retour, vers la bonne ligne"),
    (properties, "propriétés du document"),
    (pages, "A4 paysage ajusté en largeur, note sur une page"),
    (heads, "en-tête répété à l'impression"),
    (footers, "pied de page : version du plan, page x / y"),
    (languages, "de droite à gauche en arabe, en-têtes dans la langue"),
    (texts, "colonnes de texte en @"),
    (lists, "listes longues sur une feuille masquée"),
]
failed = 0
for check, title in CHECKS:
    if len(sys.argv) > 2 and check.__name__ not in sys.argv[2:]:
        continue
    try:
        check()
        print("ok - " + title)
    except Exception:
        failed = 1
        print("not ok - " + title)
        print("# " + "\n# ".join(traceback.format_exc(limit=-1).strip().split("\n")[-3:]))
sys.exit(failed)
