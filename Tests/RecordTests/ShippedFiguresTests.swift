import Foundation
import Periods
import Record
import Testing

/// The figures that ship, against the official tables they were compiled from.
///
/// "Python" below is a script of a few lines (csv, Counter) that was run on the official tables; it
/// shares nothing with the compiler.
@Suite struct ShippedFiguresTests {
  @Test(arguments: PublishedTotals.all)
  func everyRowArrived(_ table: PublishedTotals) throws {
    let described = try DescribedSources.shipped().source(table.source)
    let release = try ShippedRelease.read(described.table)
    #expect(release.source.id == table.source)
    #expect(release.count == table.figures)
    let figures = Array(release.figures)
    #expect(figures.allSatisfy { $0.value != nil })
    #expect(figures.compactMap(\.value).reduce(0, +) == table.sum)
    let weighted = figures.reduce(0) { sum, figure in
      let (year, month, _) = figure.period.first.parts
      return sum + (figure.value ?? 0) * Double(12 * year + month - 1)
    }
    #expect(weighted == table.weighted)
    for (name, part) in table.parts {
      let dimension = try #require(Dimension(rawValue: name))
      let sums = ShippedRelease.sums(figures, by: dimension)
      #expect(sums.count == part.labels, "\(name)")
      #expect(Array(sums.values.sorted(by: >).prefix(part.sums.count)) == part.sums, "\(name)")
    }
  }

  /// Every table that was compiled is added up.
  @Test func everyTableIsAddedUp() throws {
    let compiled = try DescribedSources.shipped().sources.filter { $0.compiledFrom != nil }
    #expect(PublishedTotals.all.map(\.source) == compiled.map(\.source.id).sorted())
  }

  /// Python on UNHCR's release of June 2025, the eleven origins' counts above zero.
  @Test func everyRowOfJune2025Arrived() throws {
    let figures = Array(try ShippedRelease.read("unhcr-population-2025-06-12.csv.gz").figures)
    #expect(figures.count == 11_026)
    #expect(figures.compactMap(\.value).reduce(0, +) == 198_352_873)
    let kinds = ShippedRelease.sums(figures, by: .kind)
    #expect(kinds["other-in-need-of-protection"] == 31_291_861)
    #expect(kinds["asylum-seeker"] == 19_494_930)
    #expect(kinds["refugee"] == 9_829_217)
    #expect(kinds["other-of-concern"] == 16_537_436)
  }

  /// Python: 6,888 incidents, 536 of them with survivors.
  @Test func everyIncidentArrived() throws {
    let figures = Array(try ShippedRelease.read("iom-missing-migrants.csv.gz").figures)
    let dead = figures.filter { $0.series.measure == "deaths-and-disappearances" }
    let survivors = figures.filter { $0.series.measure == "survivors" }
    #expect(dead.count == 6_888)
    #expect(survivors.count == 536)
    #expect(Set(dead.map { $0.series[.event] }).count == 6_888)
    #expect(dead.compactMap(\.value).reduce(0, +) == 11_166)
    #expect(survivors.compactMap(\.value).reduce(0, +) == 6_795)
    let latitudes = dead.compactMap(\.point?.latitude).reduce(0, +)
    let longitudes = dead.compactMap(\.point?.longitude).reduce(0, +)
    #expect(abs(latitudes - 183_831.790_157_9) < 1e-5)
    #expect(abs(longitudes + 703_636.073_581_8) < 1e-5)
    let places = ShippedRelease.sums(dead, by: .place)
    #expect(places.count == 35)
    #expect(places["USA"] == 5_632)
    #expect(places["PAN"] == 511)
    // UNK has 4,161 in the table, groups of several nationalities another 888.
    #expect(ShippedRelease.sums(dead, by: .nationality)["UNK"] == 5_049)
    let causes = ShippedRelease.sums(dead, by: .cause).values.sorted(by: >)
    // Mixed or unknown has 3,344 in the table, incidents with several causes another 23.
    #expect(causes == [3_759, 3_367, 1_694, 1_307, 527, 271, 241])
    #expect(dead.filter { $0.note.contains("causes: ") }.count == 4)
    #expect(dead.filter { $0.note.contains("nationality: MEX, UNK") }.count == 6)
    #expect(dead.allSatisfy { $0.period.granularity == .day })
  }

  /// CBP's nine-sector table is its Border Patrol total, expulsions and all, in every month that both
  /// tables have.
  @Test func theTwoBorderPatrolTablesAgree() throws {
    func months(_ file: String) throws -> [Period: Double] {
      let figures = try ShippedRelease.read(file).figures.filter {
        $0.series[.component] == "usbp" && $0.series[.place] == "us-southwest-border"
      }
      return Dictionary(figures.map { ($0.period, $0.value ?? 0) }, uniquingKeysWith: +)
    }
    let yearly = try months("usbp-apprehensions-by-sector.csv.gz")
    let nationwide = try months("cbp-nationwide-encounters.csv.gz")
    let shared = Set(yearly.keys).intersection(nationwide.keys)
    #expect(shared.count == 36)
    for month in shared { #expect(yearly[month] == nationwide[month], "\(month)") }
  }

  /// The agency's yearly table for FY2000 gives 1,897 for the coastal border in October 1999, 1,084
  /// for the northern and 91,410 for the southwest.
  @Test func bordersAreTheAgencysOwn() throws {
    let october = try ShippedRelease.read("usbp-apprehensions-by-sector.csv.gz").figures.filter {
      $0.period == Period("1999-10")
    }
    #expect(
      ShippedRelease.sums(october, by: .place) == [
        "us-coastal-border": 1_897, "us-northern-border": 1_084, "us-southwest-border": 91_410,
      ])
  }

  /// What the news report of 5 October 2023 states, line by line.
  @Test func thePressReport() throws {
    let release = try ShippedRelease.read("press-report-2023-10-05.csv")
    #expect(release.source.standing == .quoted)
    #expect(release.source.published == Day("2023-10-05"))
    #expect(release.source.usualLag == nil)
    let lines = release.figures.map { figure in
      let value = figure.value.map { String(Int($0)) } ?? "-"
      return "\(figure.series) period=\(figure.period) \(figure.exactness.rawValue) \(value)"
    }
    let patrol = "measure=encounters place=us-southwest-border component=usbp"
    let border = "measure=encounters place=us-southwest-border"
    #expect(
      lines == [
        "\(patrol) period=2023-08 exact 181509",
        "\(patrol) unit=percent-change against=2023-07 period=2023-08 exact 37",
        "\(patrol) unit=percent-change against=2022-08 period=2023-08 in-words -",
        "\(patrol) unit=percent-change against=2022-12 period=2023-08 in-words -",
        "\(patrol) period=2022-12 more-than 220000",
        "\(border) period=2023-10-04 about 10000",
        "\(border) nationality=VEN period=2023-09-01/2023-09-17 exact 25777",
        "\(border) nationality=VEN unit=percent-change against=2023-08-01/2023-08-17 "
          + "period=2023-09-01/2023-09-17 exact 63",
        "measure=transits place=darien unit=expected period=2023 about 500000",
        "measure=people-who-left nationality=VEN period=2023 at-least 7300000",
        "measure=deportation-flights place=USA to=CUB unit=per-month period=2023 exact 1",
      ])
  }

  /// CBP's monthly updates of 18 July, 18 August and 22 September 2023.
  @Test func theMonthlyUpdates() throws {
    let releases = try ShippedRelease.readAll("cbp-monthly-updates.csv")
    #expect(
      releases.map(\.source.id) == [
        "cbp-monthly-update-2023-07-18", "cbp-monthly-update-2023-08-18",
        "cbp-monthly-update-2023-09-22",
      ])
    for release in releases {
      #expect(release.source.dataset == "cbp-nationwide-encounters")
      #expect(release.source.id.hasSuffix(release.source.published.description))
      #expect(release.source.usualLag == nil)
    }
    #expect(
      releases.map { Array($0.figures).map(\.value) }
        == [[99_539], [132_652], [132_648, 181_059, 232_972]])
    #expect(releases.last?.figures.map { $0.series[.component] } == ["usbp", "usbp", nil])
  }

  /// A source needs all that lets a reader find it and use it.
  @Test func everySourceSaysWhereItIsFrom() throws {
    for name in try ShippedRelease.names() {
      for source in try ShippedRelease.readAll(name).map(\.source) {
        #expect(!source.citation.isEmpty, "\(source.id)")
        #expect(!source.note.isEmpty, "\(source.id)")
        #expect(source.sha256.utf8.count == 64, "\(source.id)")
        if source.standing == .official {
          #expect(source.url.hasPrefix("https://"), "\(source.id)")
          #expect(!source.licence.isEmpty, "\(source.id)")
        }
      }
    }
  }
}
