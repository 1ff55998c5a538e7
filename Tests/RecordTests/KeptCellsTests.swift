import Periods
import Record
import Testing

/// Questions whose cells are kept in memory have the answers that the file has: the two are separate ways to
/// the same cells, one through SQLite's indexes, the other through arrays.
@Suite struct KeptCellsTests {
  /// Totals, sums over many labels, unions, exclusions, stocks, single incidents, and what nothing answers.
  static let questions = [
    "measure=encounters place=us-southwest-border component=usbp",
    "measure=encounters place=us-southwest-border component=usbp nationality=VEN "
      + "demographic=family-members",
    "measure=encounters place=us-southwest-border component=ofo nationality=CUB|NIC",
    "measure=encounters place=us-southwest-border component=usbp sector=tucson",
    "measure=encounters nationality=HTI", "measure=encounters place=USA",
    "measure=transits place=darien nationality=VEN",
    "measure=transits place=darien nationality!=VEN",
    "measure=deaths-and-disappearances place=americas",
    "measure=deaths-and-disappearances place=americas cause=drowning",
    "measure=population-of-concern place=COL nationality=VEN kind=asylum-seeker|other-in-need|refugee",
    "measure=asylum-applications place=MEX nationality=HTI level=first-instance",
    "measure=irregular-situation-events place=MEX demographic=boys|girls",
    "measure=returns place=MEX", "measure=encounters place=FRA nationality=VEN",
  ]

  @Test(arguments: questions)
  func answersAreThoseOfTheFile(_ question: String) throws {
    let store = try RecordFixture.shared.get().store
    let selection = try store.parser.selection(question)
    let shelf = CellShelf()
    let years = try #require(Period("2021-01-01/2024-12-31"))
    let days = [try #require(Day("2023-10-05")), nil]
    for within in [years, nil] {
      let kept = try? store.timelines(selection, asOf: days, within: within, shelf: shelf)
      for (index, day) in days.enumerated() {
        let own = kept.flatMap { $0[index] }
        let file = try? store.timeline(selection, asOf: day)
        for kind in [Granularity.month, .quarter, .year, .fiscalYear] {
          for period in years.split(into: kind) where years.contains(period) {
            #expect(own?.observation(period).value == file?.observation(period).value)
            #expect(own?.observation(period).exactness == file?.observation(period).exactness)
            #expect(own?.observation(period).sources == file?.observation(period).sources)
          }
        }
      }
    }
  }
}
