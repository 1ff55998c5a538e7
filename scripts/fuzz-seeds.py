#!/usr/bin/env python3
"""The first corpus of a reader, from the tests' and examples' own files: fuzz-seeds.py READER FOLDER."""
import gzip, io, pathlib, sys, zipfile

reader, folder = sys.argv[1], pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).resolve().parent.parent
corridors = root / "Sources/Corridors/Resources/corridors"
MOST = 1 << 15


def put(name, data):
    path = folder / f"seed-{name}"
    if not path.exists():
        path.write_bytes(data[:MOST])


def files(*patterns):
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                yield path


tidy = (
    b"measure,place,sector,period,value,hedge,note,source,dataset,publisher,title,published\n"
    b"transits,test-camp,,2024-01,5,at-least,,t,test,Office,Counts,2024-02-01\n"
    b"transits,test-camp,,2024-02-01/2024-02-07,,,n,t,test,Office,Counts,2024-03-01\n"
)
if reader in ("csv", "tidy", "any-format"):
    put("tidy", tidy)
    for path in files("Tests/RecordTests/official/*", "Sources/Record/Resources/vocabulary/*.csv"):
        put(path.name, path.read_bytes())
if reader in ("csv", "tidy", "cbp-nationwide", "cbp-southwest", "iom", "unhcr", "any-format"):
    for path in files("Tests/RecordTests/official/**/*"):
        data = path.read_bytes()
        put(path.name, gzip.decompress(data) if path.suffix == ".gz" else data)
if reader.startswith("cbp"):
    put("cbp", b"Fiscal Year,Month Grouping,Month (abbv),Component,Demographic,Citizenship Grouping,Title of Authority,"
        b"Encounter Type,Encounter Count\n2019,FYTD,DEC,U.S. Border Patrol,FMUA,MEXICO,Title 8,Apprehensions,12\n")
if reader == "unhcr":
    put("unhcr", b'{"page":1,"maxPages":1,"items":[{"year":2020,"coo_iso":"VEN","coa_iso":"COL","refugees":5,'
        b'"asylum_seekers":"0","oip":"-"}]}')
if reader == "packed":
    put("gzip", gzip.compress(tidy))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", tidy)
    put("zip", buffer.getvalue())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
        archive.writestr("xl/worksheets/sheet1.xml", '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>45000</v></c></row></sheetData></worksheet>')
    put("xlsx", buffer.getvalue())
if reader == "policies":
    for path in files("Sources/Corridors/Resources/corridors/*/policies.yaml", "examples/**/policies.yaml"):
        put(path.parent.name, path.read_bytes())
if reader == "condition":
    for number, text in enumerate([
        "nationality = VEN and arrived <= 2023-07-31", "not (age < 18 or always)", "nationality in (VEN, CUB, HTI)",
        "present-since <= 2021-03-08 and not inadmissible", "never",
    ]):
        put(str(number), text.encode())
if reader == "scenario":
    for path in files("Sources/Corridors/Resources/corridors/*/scenarios/*.yaml"):
        put(path.name, path.read_bytes())
if reader == "situation":
    put("a", b'{"nationality":"VEN","arrived":"2023-08-05","age":30,"married":null,"inadmissible":false}')
if reader == "corridor":
    for number, name in enumerate(["corridor.yaml", "places.csv", "roads.csv", "movement.yaml"]):
        for path in files(f"Sources/Corridors/Resources/corridors/*/{name}", f"examples/*/{name}"):
            put(f"{path.parent.name}-{name}", bytes([number]) + path.read_bytes())
if reader == "flee":
    names = ["input_csv/locations.csv", "input_csv/routes.csv", "input_csv/closures.csv", "input_csv/conflicts.csv",
             "input_csv/registration_corrections.csv", "input_csv/sim_period.csv", "simsetting.yml",
             "source_data/data_layout.csv", "source_data/C.csv"]
    for number, name in enumerate(names):
        for path in files(f"examples/*/{name}", f"Tests/FleeTests/conformance/*/{name}"):
            put(f"{number}-{path.parent.parent.name}-{path.name}", bytes([number]) + path.read_bytes())
if reader == "article":
    for path in files("Tests/ClaimsTests/labelled/*.jsonl"):
        for number, line in enumerate(path.read_text().splitlines()[:20]):
            put(f"{path.stem}-{number}", line.encode())
    put("html", b"<html><head><title>x</title></head><body><p>Border Patrol made 181,059 arrests in August, up 36.5% from 132,648.</p></body></html>")
    put("mail", b"From: a@example.org\nSubject: =?utf-8?B?aGk=?=\nDate: Thu, 5 Oct 2023 10:00:00 +0000\nContent-Type: text/plain\n\nSome 50,000 Venezuelans crossed.\n")
if reader == "words":
    for number, text in enumerate([
        "encounters usbp southwest VEN", "transits darien nationality=VEN|CUB", "usbp-southwest, darien", "venezolanos detenidos en julio",
    ]):
        put(str(number), text.encode())
if reader == "query":
    put("a", b"q=darien&as-of=2023-10-05&every=month&lang=es&from=2023-01&to=2023-09")
    put("b", b"measure=transits&place=darien&nationality=VEN%7CCUB&by=demographic&format=csv")
if reader == "periods":
    for number, text in enumerate(["2023-09-01/2023-09-17", "FY2023", "2023-Q3", "September 2023", "1-17 septiembre 2023", "1,234,567", "-1.5e3"]):
        put(str(number), text.encode())
