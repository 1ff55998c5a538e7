import Foundation
import Record

/// Files that the benchmarks work on, made once in a temporary folder.
struct Workbench: Sendable {
  static let shared = Result { try Workbench() }.valueOrExit

  let folder: URL
  /// 100,000 rows in the form of CBP's nationwide encounters by area of responsibility.
  let encounters: String
  /// A record with the figures that ship.
  let record: String
  /// The same record with four later releases of every table.
  let vintages: String
  /// Questions of every kind of table: by area, by nationality, a list of events, people abroad.
  let questions = [
    "usbp-southwest", "encounters usbp southwest VEN", "encounters southwest", "darien",
    "venezuelans-abroad", "missing-migrants-americas",
    "population-of-concern kind=refugee place!=VEN VEN",
    "population-of-concern kind=refugee VEN|COL",
  ]
  /// The same record as tidy CSV.
  let exported: String
  /// The program, built in release.
  let trocha: String

  let addUp = """
    import collections, csv, sys
    sums = collections.Counter()
    for row in csv.DictReader(open(sys.argv[1])):
        if (row["measure"], row["place"], row["component"]) == (
            "encounters", "us-southwest-border", "usbp") and row["value"] and not row["unit"]:
            sums[row["source"], row["period"]] += float(row["value"])
    print(max(sums.values()))
    """

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trocha-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    encounters = folder.appending(path: "encounters.csv").path
    record = folder.appending(path: "record.sqlite").path
    vintages = folder.appending(path: "vintages.sqlite").path
    exported = folder.appending(path: "exported.csv").path
    trocha =
      ProcessInfo.processInfo.environment["TROCHA_PROGRAM"] ?? "../.build/release/trocha"
    try Data(Workbench.table(rows: 100_000).utf8).write(to: URL(fileURLWithPath: encounters))
    let store = try RecordStore(path: record)
    var writer = TidyWriter(hxl: false)
    try store.forEachFigure { writer.write($0, source: $1) }
    try Data(writer.finish().utf8).write(to: URL(fileURLWithPath: exported))
    try makeVintages()
  }

  /// Brings in what ships four times more, each time under other names and published ten days later.
  private func makeVintages() throws {
    let store = try RecordStore(path: vintages)
    for later in 1...4 {
      var writer = TidyWriter(hxl: false)
      try RecordStore(path: record).forEachFigure { figure, source in
        var release = source
        release.id += "-\(later)"
        release.published = source.published.adding(days: 10 * later)
        writer.write(figure, source: release)
      }
      let table = folder.appending(path: "vintage-\(later).csv")
      try Data(writer.finish().utf8).write(to: table)
      try store.importFile(path: table.path)
    }
  }

  func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(program: program) }
  }

  struct Failed: Error {
    let program: String
  }

  /// Rows with every combination of labels in turn; counts are small numbers, as they are there.
  private static func table(rows: Int) -> String {
    let sectors = ["Del Rio", "El Centro", "El Paso", "Laredo", "Tucson", "San Diego", "Yuma"]
    let people = ["Single Adults", "FMUA", "UC / Single Minors", "Accompanied Minors"]
    let citizenships = [
      "VENEZUELA", "MEXICO", "GUATEMALA", "HONDURAS", "CUBA", "HAITI", "ECUADOR", "COLOMBIA",
      "PERU", "BRAZIL", "INDIA", "\"CHINA, PEOPLES REPUBLIC OF\"", "OTHER",
    ]
    let months = [
      "OCT", "NOV", "DEC", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
    ]
    let authorities = ["Title 8,Apprehensions", "Title 42,Expulsions"]
    var text = """
      Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,\
      Area of Responsibility,AOR (Abbv),Demographic,Citizenship,Title of Authority,\
      Encounter Type,Encounter Count

      """
    var written = 0
    var year = 2001
    while written < rows {
      for month in months {
        for sector in sectors {
          for group in people {
            for citizenship in citizenships {
              for authority in authorities where written < rows {
                text += """
                  \(year),FYTD,\(month),U.S. Border Patrol,Southwest Land Border,\
                  \(sector) Sector,\(sector),\(group),\(citizenship),\(authority),\
                  \(written % 97 + 1)

                  """
                written += 1
              }
            }
          }
        }
      }
      year += 1
    }
    return text
  }
}

extension Result {
  /// Without its files no benchmark can run.
  var valueOrExit: Success {
    switch self {
    case .success(let value): return value
    case .failure(let error):
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
