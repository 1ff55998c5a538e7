import Foundation
import Tabular

/// What publishers' servers give, in the forms that they give it; the numbers are our own.
enum Shapes {
  static let cbpHeader =
    "Fiscal Year,Month Grouping,Month (abbv),Component,Land Border Region,Area of Responsibility,"
    + "AOR (Abbv),Demographic,Citizenship,Title of Authority,Encounter Type,Encounter Count\n"

  /// A file of CBP's by area, of months of fiscal year 2026 (October 2025 on): Venezuelans of one sector.
  static func cbp(_ months: [(name: String, count: Int)]) -> String {
    cbpHeader
      + months.map {
        "2026 (FYTD),FYTD,\($0.name),U.S. Border Patrol,Southwest Land Border,Tucson Sector,Tucson,"
          + "Single Adults,VENEZUELA,Title 8,Apprehensions,\($0.count)\n"
      }.joined()
  }

  /// A landing page as CBP's, with links among which the files are.
  static func landingPage(_ links: [String]) -> String {
    "<!DOCTYPE html><html><head><title>Nationwide Encounters</title></head><body>"
      + "<a href=\"/about\">About</a>\n"
      + links.map { "<span class=\"file\"><a href='\($0)' type=\"text/csv\">CSV</a></span>\n" }
      .joined()
      + "</body></html>"
  }

  /// A page of UNHCR's answer, with one country of asylum.
  static func unhcrPage(_ page: Int, of pages: Int, _ asylum: String, _ refugees: Int) -> String {
    """
    {"page": \(page), "short-url": "", "maxPages": \(pages), "total": [], "items": [
      {"year": 2025, "coo_iso": "VEN", "coa_iso": "\(asylum)", "refugees": \(refugees)}]}
    """
  }

  static func gzip(_ data: Data) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "gzip-\(UUID().uuidString)")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-c", file.path]
    process.standardOutput = pipe
    try process.run()
    let packed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return packed
  }

  /// A catalogue whose addresses are those of a server.
  static func catalogue(_ base: String) -> String {
    """
    tables:
      - table: cbp-nationwide
        datasets: [cbp-nationwide-encounters]
        publisher: U.S. Customs and Border Protection
        title: Nationwide Encounters
        page: \(base)/stats
        licence: public domain
        covers: whole country by month
        format: cbp-nationwide
        every: month
        usual_lag: 21
        find:
          link: 'nationwide-encounters-fy\\d\\d-fy(?<to>\\d\\d)(-(?<month>[a-z]{3}))?-aor\\.csv$'
          on: \(base)/stats
      - table: unhcr-population
        datasets: [unhcr-population]
        publisher: UNHCR
        title: Population
        page: \(base)/refugee-statistics
        licence: CC BY 4.0
        covers: Venezuelans by country of asylum
        format: unhcr-population
        every: half-year
        usual_lag: 166
        usual_lag_of_middle: 126
        find:
          pages: \(base)/population/?coo=VEN&page={page}
      - table: fixed
        datasets: [cbp-nationwide-encounters]
        publisher: U.S. Customs and Border Protection
        title: A file at an address that stays
        page: \(base)/fixed
        licence: public domain
        covers: whole country by month
        format: cbp-nationwide
        every: month
        usual_lag: 21
        find:
          address: \(base)/fixed.csv
      - table: by-hand
        datasets: [panama-darien-monthly]
        publisher: Servicio Nacional de Migración
        title: Transits
        page: \(base)/estadisticas
        licence: none stated
        covers: the Darién
        every: month
        usual_lag: 10
        find:
          by_hand:
            en: Save the file and read it in.
            es: Guarde el archivo y léalo.
    """
  }
}
