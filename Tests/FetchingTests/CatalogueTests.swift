import Foundation
import Periods
import Record
import Tabular
import Testing

/// The catalogue of publishers: what ships, what is refused, and what is due.
@Suite struct CatalogueTests {
  /// Where both say it, the catalogue and the descriptions of the sources agree.
  @Test func shippedTablesAreThoseOfTheSources() throws {
    let catalogue = try PublisherCatalogue.shipped()
    let described = try DescribedSources.shipped()
    #expect(catalogue.tables.count >= 15)
    for table in catalogue.tables {
      #expect(table.page.hasPrefix("https://"), "\(table.id)")
      #expect(table.origin.hasPrefix("https://"), "\(table.id)")
      for dataset in table.datasets {
        guard let known = try? described.dataset(dataset) else { continue }
        #expect(known.usualLag == table.schedule.usualLag, "\(dataset)")
        #expect(known.middleOfYear?.usualLag == table.schedule.lagOfMiddle, "\(dataset)")
      }
      let held = described.sources.map(\.source).filter { table.datasets.contains($0.dataset) }
      for source in held {
        guard let lag = source.usualLag else { continue }
        #expect(lag == table.schedule.usualLag, "\(source.id)")
      }
    }
  }

  /// Days from facts that anyone can count: June's figures 21 days after 30 June.
  @Test func whatIsDue() {
    let monthly = ReleaseSchedule(every: .month, usualLag: 21)
    let due = monthly.due(after: Day("2024-06-30")!, on: Day("2024-09-21")!)
    #expect(due.map(\.period) == [Period("2024-07")!, Period("2024-08")!])
    #expect(due.map(\.day) == [Day("2024-08-21")!, Day("2024-09-21")!])
    #expect(monthly.due(after: Day("2024-06-30")!, on: Day("2024-08-20")!).isEmpty)
    #expect(monthly.next(after: Day("2024-06-30")!)?.day == Day("2024-08-21"))
    // The month that is only begun counts as not held.
    #expect(
      monthly.due(after: Day("2026-05-03")!, on: Day("2026-06-21")!).map(\.period)
        == [Period("2026-05")!])
    // Twenty-eight months from July 2024 to October 2026, whose day is 21 November 2026.
    #expect(monthly.due(after: Day("2024-06-30")!, on: Day("2026-11-27")!).count == 28)
  }

  /// UNHCR: the end of a year in mid-June, its middle in autumn.
  @Test func halvesOfYears() {
    let schedule = ReleaseSchedule(every: .halfYear, usualLag: 166, lagOfMiddle: 126)
    let due = schedule.due(after: Day("2024-12-31")!, on: Day("2026-11-27")!)
    #expect(due.map(\.period.last) == [Day("2025-06-30")!, Day("2025-12-31")!, Day("2026-06-30")!])
    #expect(due.map(\.day) == [Day("2025-11-03")!, Day("2026-06-15")!, Day("2026-11-03")!])
    let irregular = ReleaseSchedule(every: .irregular, usualLag: 0)
    #expect(irregular.due(after: Day("2000-01-01")!, on: Day("2026-11-27")!).isEmpty)
    #expect(irregular.next(after: Day("2000-01-01")!) == nil)
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try PublisherCatalogue(text: text, name: "my.yaml")
      return []
    } catch {
      return error.issues.map(\.description)
    }
  }

  private func table(_ find: String, _ more: String = "usual_lag: 21") -> String {
    """
    tables:
      - table: mine
        datasets: [mine]
        publisher: Office
        title: Counts
        page: https://example.org/
        licence: open
        covers: all of it
        every: month
        \(more)
        find: \(find)
    """
  }

  @Test func faultsHaveLines() {
    #expect(faults(table("{address: https://example.org/a.csv}")).isEmpty)
    #expect(
      faults(table("{address: ftp://example.org/a.csv}")) == [
        "my.yaml:11:21: expected an address that begins with https:// or http:// for \"address\", "
          + "found \"ftp://example.org/a.csv\""
      ])
    #expect(
      faults(table("{link: '(', on: https://example.org/}")) == [
        "my.yaml:11:18: expected a regular expression for \"link\", found \"(\""
      ])
    #expect(
      faults(table("{pages: https://example.org/?page=1}")) == [
        "my.yaml:11:19: expected an address with {page} in it for \"pages\", "
          + "found \"https://example.org/?page=1\""
      ])
    #expect(
      faults(table("{address: https://example.org/a, pages: b}")).first
        == "my.yaml:11:11: expected one of address, link, pages and by_hand for \"find\", "
        + "found address and pages")
    #expect(
      faults(table("{address: https://example.org/a.csv}", "usual_lag: soon")) == [
        "my.yaml:10:16: expected a number of days from 0 to 3660 for \"usual_lag\", found \"soon\""
      ])
    #expect(
      faults(table("{address: https://example.org/a.csv}", "format: cbp-nationwid")).count == 2)
  }

  /// A table's name is a folder's name too.
  @Test(arguments: ["../up", "A", "a b", "-a", ""])
  func namesThatAreRefused(_ name: String) {
    let text = table("{address: https://example.org/a.csv}")
      .replacingOccurrences(of: "table: mine", with: "table: \"\(name)\"")
    #expect(faults(text).first?.contains("a name in a-z, 0-9 and -") == true)
  }
}
