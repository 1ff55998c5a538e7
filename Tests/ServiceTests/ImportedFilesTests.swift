import Foundation
import Testing

/// Several files as one request, and sheets of a workbook.
@Suite struct ImportedFilesTests {
  /// Own figures: a page of UNHCR's API with one country of asylum.
  private static func page(_ number: Int, of pages: Int, _ asylum: String, _ refugees: Int)
    -> String
  {
    """
    {"page": \(number), "short-url": "", "maxPages": \(pages), "total": [], "items": [
      {"year": 1949, "coo_iso": "VEN", "coa_iso": "\(asylum)", "refugees": \(refugees)}]}
    """
  }

  private static let boundary = "----a form's boundary"

  /// A form as RFC 7578 has it.
  private static func form(_ files: [(name: String, text: String)]) -> Data {
    var text = ""
    for (name, content) in files {
      text +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
        + "filename=\"\(name)\"\r\nContent-Type: application/octet-stream\r\n\r\n\(content)\r\n"
    }
    return Data((text + "--\(boundary)--\r\n").utf8)
  }

  private func bring(
    _ server: Server, _ files: [(name: String, text: String)], _ question: String = ""
  ) async throws -> Server.Answer {
    try await server.ask(
      "/api/v1/imports?" + question, "POST", body: Self.form(files),
      headers: ["Content-Type": "multipart/form-data; boundary=\"\(Self.boundary)\""])
  }

  @Test func `the pages of an answer are one import, and undone as one`() async throws {
    let server = try await Server()
    let pages = [
      ("page2.json", Self.page(2, of: 2, "COL", 200)),
      ("page1.json", Self.page(1, of: 2, "BRA", 100)),
    ]
    let path = "/api/v1/figures?q=population-of-concern%20VEN%20kind=refugee"
    // One page alone is refused, and says what is missing.
    let alone = try await bring(server, [pages[1]])
    #expect(alone.status == 422)
    #expect(alone.text.contains("page 2 is missing"), "\(alone.text)")
    let brought = try await bring(server, pages, "published=1950-06-12")
    #expect(brought.status == 201, "\(brought.text)")
    let imports = try #require(try brought.json()["imports"] as? [[String: Any]])
    #expect(imports.count == 1)
    #expect(imports.first?["file"] as? String == "page2.json, page1.json")
    #expect(imports.first?["figures_added"] as? Int == 2)
    let release = (imports.first?["releases"] as? [[String: Any]])?.first
    #expect(release?["published"] as? String == "1950-06-12")
    for (place, value) in [("COL", 200.0), ("BRA", 100)] {
      let shown = try await server.ask(path + "%20place=\(place)&period=1949").json()
      #expect((shown["observations"] as? [[String: Any]])?.first?["value"] as? Double == value)
    }
    // Again nothing is new; the imports held are one, and its undoing leaves nothing.
    #expect(try await bring(server, pages, "published=1950-06-12").status == 200)
    #expect(try await server.ask("/api/v1/imports").json()["total"] as? Int == 1)
    let id = try #require(imports.first?["id"] as? String)
    #expect(try await server.ask("/api/v1/imports/\(id)", "DELETE").status == 200)
    #expect(try await server.ask("/api/v1/imports").json()["total"] as? Int == 0)
  }

  @Test func `files of their own are imports of their own, and a bad one keeps out the good`()
    async throws
  {
    let server = try await Server()
    let path = "/api/v1/figures?q=measure%3Dtransits%20place%3Dtest-camp"
    let refused = try await bring(
      server, [("good.csv", TidyTable.good), ("bad.csv", TidyTable.bad)])
    #expect(refused.status == 422)
    let issue = try #require((try refused.json()["errors"] as? [[String: Any]])?.first)
    #expect(issue["file"] as? String == "bad.csv")
    #expect(issue["line"] as? Int == 3)
    #expect(try await server.ask(path).status == 404)
    let other = TidyTable.good.replacing("test-camp", with: "other-camp")
    let brought = try await bring(
      server, [("folder/a.csv", TidyTable.good), ("b.csv", other)])
    #expect(brought.status == 201, "\(brought.text)")
    let imports = try #require(try brought.json()["imports"] as? [[String: Any]])
    #expect(imports.map { $0["file"] as? String } == ["a.csv", "b.csv"])
    #expect(Set(imports.compactMap { $0["id"] as? String }).count == 2)
    #expect(try await server.ask(path).status == 200)
    #expect(try await server.ask(path.replacing("test-", with: "other-")).status == 200)
    // Nothing of the bodies is left.
    let uploads = server.folder.appending(path: "jobs/uploads").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: uploads).isEmpty)
  }

  private func lines(_ answer: Server.Answer) throws -> [String] {
    let json = try answer.json()
    let brought = (json["imports"] as? [[String: Any]])?.first ?? json
    return (brought["lines"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
  }

  @Test(arguments: [
    (
      "en", "Published 20 June 2023 at the latest (from the name: known-2023-06-20)",
      "Its day of publication was moved:", "→ 12 June 2023.",
      "published 12 June 2023: nothing changed, 1 July 2023 was not taken."
    ),
    (
      "es", "Publicado a más tardar el 20 de junio de 2023 (según el nombre: known-2023-06-20)",
      "Su día de publicación cambió:",
      "→ 12 de junio de 2023.",
      "publicado el 12 de junio de 2023: nada cambió, 1 de julio de 2023 no se tomó."
    ),
  ])
  func `an import says which day of publication it took, and which not`(
    _ language: String, _ shown: String, _ moved: String, _ to: String, _ notTaken: String
  ) async throws {
    let server = try await Server()
    let file = [
      ("a.known-2023-06-20.csv", "year,coo_iso,coa_iso,refugees\n2022,VEN,BRA,5\n2022,VEN,COL,6\n")
    ]
    let first = try lines(await bring(server, file, "lang=\(language)"))
    #expect(first.first?.contains(shown) == true, "\(first)")
    let second = try lines(await bring(server, file, "lang=\(language)&published=2023-06-12"))
    #expect(second.count == 1)
    #expect(second.first?.contains(moved) == true, "\(second)")
    #expect(second.first?.hasSuffix(to) == true, "\(second)")
    let third = try lines(await bring(server, file, "lang=\(language)&published=2023-07-01"))
    #expect(third.first?.hasSuffix(notTaken) == true, "\(third)")
  }

  /// Own incidents in IOM's form. The later file lacks the second, of 300 people in January.
  @Test(arguments: [
    (
      "en", "Incidents no longer there: 1.", "Warning: gone or fallen: ", "January 2022: 303 → 3"
    ),
    ("es", "Incidentes que ya no están: 1.", "Aviso: falta o cayó: ", "enero de 2022: 303 → 3"),
  ])
  func `an import says what is gone against the release before`(
    _ language: String, _ gone: String, _ warning: String, _ fall: String
  ) async throws {
    let server = try await Server()
    let rest = """
      Main ID,Incident ID,Region,Incident Date,Number Dead,Minimum Estimated Number of Missing,Cause of Death
      1,1,North America,2022-01-02,3,,Mixed or unknown
      3,3,Europe,2022-03-11,12,,Mixed or unknown

      """
    let whole = rest + "2,2,Mediterranean,2022-01-10,300,,Drowning\n"
    _ = try await bring(server, [("a.csv", whole)], "published=2022-04-01")
    let answer = try await bring(
      server, [("b.csv", rest)], "lang=\(language)&published=2022-05-01")
    #expect(answer.status == 201, "\(answer.text)")
    let told = try lines(answer)
    #expect(told.contains(gone), "\(told)")
    #expect(told.contains { $0.hasPrefix(warning) && $0.contains(fall) }, "\(told)")
  }

  @Test(arguments: [
    ("multipart/form-data", "--x\r\n\r\n--x--", "names no boundary"),
    ("multipart/form-data; boundary=x", "nothing", "is not in it"),
    ("multipart/form-data; boundary=x", "--xy\r\n\r\n--xy--\r\n", "is not in it"),
    ("multipart/form-data; boundary=x", "--x--\r\n", "no file"),
    (
      "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nmeasure",
      "ends before"
    ),
    (
      "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\n2024-01-01\r\n--x--\r\n",
      "no file"
    ),
    ("multipart/form-data; boundary=x", "--x\r\n\r\n\r\n--x--\r\n", "no file"),
    (
      "multipart/form-data; boundary=x",
      "--x\r\n" + String(repeating: "a", count: 40_000) + "\r\n\r\n\r\n--x--\r\n", "ends before"
    ),
    (
      "multipart/form-data; boundary=x",
      String(
        repeating: "--x\r\nContent-Disposition: form-data; filename=a\r\n\r\n\r\n", count: 1_001)
        + "--x--\r\n", "more than 1000 files"
    ),
  ])
  func `a form that is none is refused in plain words`(
    _ type: String, _ body: String, _ words: String
  ) async throws {
    let server = try await Server.shared.value
    let answer = try await server.ask(
      "/api/v1/imports", "POST", body: Data(body.utf8), headers: ["Content-Type": type])
    #expect(answer.status == 422, "\(answer.text)")
    #expect((try answer.json()["detail"] as? String)?.contains(words) == true, "\(answer.text)")
  }

  /// What looks like the boundary within a file is part of the file.
  @Test func `a file is taken whole, whatever is in it`() async throws {
    let server = try await Server()
    let title = "A test\r\n--\(Self.boundary)s"
    let text = TidyTable.good.replacing("A test", with: "\"\(title)\"") + "\r\n"
    let brought = try await bring(server, [("a.csv", text)])
    #expect(brought.status == 201, "\(brought.text)")
    let sources = try await server.ask("/api/v1/sources/test-camp-2024").json()
    #expect(
      (sources["title"] as? String)?.replacing("\r\n", with: "\n")
        == title.replacing("\r\n", with: "\n"))
  }

  /// A workbook with two tables in Trocha's form, written with nothing but Python's zipfile.
  private static let workbook = """
    import csv, io, sys, zipfile
    from xml.sax.saxutils import escape
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    def sheet(text):
        rows = "".join("<row>" + "".join(
            f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
            for row in csv.reader(io.StringIO(text)))
        return f'{head}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    texts = [open(path).read() for path in sys.argv[2:]]
    with zipfile.ZipFile(sys.argv[1], "w") as file:
        numbers = range(1, len(texts) + 1)
        file.writestr("[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>')
        file.writestr("_rels/.rels", f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
            '</Relationships>')
        file.writestr("xl/workbook.xml", f'{head}<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
            + "".join(f'<sheet name="Camp {n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
            + "</sheets></workbook>")
        file.writestr("xl/_rels/workbook.xml.rels",
            f'{head}<Relationships xmlns="{package}/relationships">' + "".join(
            f'<Relationship Id="s{n}" Type="{rel}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers) + "</Relationships>")
        for n, text in zip(numbers, texts):
            file.writestr(f"xl/worksheets/sheet{n}.xml", sheet(text))
    """

  @Test func `a sheet of a workbook is chosen by its name`() async throws {
    let server = try await Server()
    let files = ["book.xlsx", "1.csv", "2.csv"].map { server.folder.appending(path: $0) }
    try Data(TidyTable.good.utf8).write(to: files[1])
    try Data(TidyTable.good.replacing("test-camp", with: "other-camp").utf8).write(to: files[2])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.workbook] + files.map(\.path)
    try process.run()
    process.waitUntilExit()
    let book = try Data(contentsOf: files[0])
    let path = "/api/v1/imports?name=book.xlsx&sheet="
    let unknown = try await server.ask(path + "Camp%203", "POST", body: book)
    #expect(unknown.status == 422)
    #expect(unknown.text.contains("Camp 1"), "\(unknown.text)")
    let brought = try await server.ask(path + "Camp%202", "POST", body: book)
    #expect(brought.status == 201, "\(brought.text)")
    #expect(try brought.json()["sources_added"] as? [String] == ["other-camp-2024"])
  }
}
