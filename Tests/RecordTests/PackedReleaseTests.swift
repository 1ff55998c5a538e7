import Foundation
import Periods
import Record
import Testing

/// Tables that do not ship and come in as a pack: their day and what they cover is in them.
@Suite struct PackedReleaseTests {
  /// A day that is the last possible one stays so through a tidy table.
  @Test func theLastPossibleDayStaysOne() throws {
    let text = """
      measure,place,period,value,source,dataset,publisher,title,published,dating
      transits,darien,2024-01,5,a-1,a,Office,A,2024-03-01,at-latest
      transits,darien,2024-01,6,a-2,a,Office,A,2024-04-01,given
      transits,darien,2024-01,7,a-3,a,Office,A,2024-05-01,

      """
    let sources = try TidyFixture.read(text).map(\.source)
    #expect(sources.map(\.dating) == [.atLatest, .given, .given])
  }

  @Test func anotherWordForADayIsAFault() throws {
    let fault = try TidyFixture.fault(
      "measure,place,period,value,source,dataset,publisher,title,published,dating\n"
        + "transits,darien,2024-01,5,a-1,a,Office,A,2024-03-01,perhaps\n")
    #expect(fault.contains("table.csv:2:10 (dating)"))
    #expect(fault.contains("at-latest"))
  }

  /// Of the packed releases none ships, each has a name of its own, and those without nationality say that they
  /// have none: `cbp-nationwide-encounters` of April and May 2025 (the package that they came by had lost it).
  @Test func packedReleasesAreDescribed() throws {
    let described = try DescribedSources.shipped()
    let packed = described.packed.map(\.source)
    #expect(packed.count == 9)
    #expect(Set(packed.map(\.id)).isDisjoint(with: described.sources.map(\.source.id)))
    let without = packed.filter { $0.dataset == "cbp-nationwide-encounters" }
      .filter { $0.coverage.extents[.nationality] == nil }
    #expect(without.map { "\($0.published)" }.sorted() == ["2025-04-28", "2025-05-13"])
    #expect(packed.allSatisfy { $0.dating == .atLatest })
  }
}
