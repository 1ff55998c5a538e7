import Foundation
import Periods
import Testing

@testable import Record

/// The order of datasets that a named series states.
@Suite struct StatedOrderTests {
  /// Every dataset that is stated ships, or is one of a known format.
  @Test func statedDatasetsAreThere() throws {
    let vocabulary = try Vocabulary.shipped()
    let stated = vocabulary.namedSeries.flatMap { $0.datasets.flatMap(\.self) }
    #expect(stated.count > 20)
    for dataset in stated {
      #expect(vocabulary.coverage(of: dataset) != .undeclared, "\(dataset)")
    }
  }

  /// A series states nothing, or every dataset that ships and answers it.
  @Test func everyDatasetThatAnswersIsStated() throws {
    let store = try RecordFixture.shared.get().store
    for series in store.vocabulary.namedSeries {
      let answering = try Set(
        store.pool.read { db in
          try TimelineMaker(store.parser.selection(series.selection), store.context, in: db)
            .candidates(asOf: nil).byPeriod.values.flatMap { $0 }
            .map(\.table.source).filter { $0.standing == .official }.map(\.dataset)
        })
      let stated = Set(series.datasets.flatMap(\.self))
      #expect(stated.isEmpty || stated.isSuperset(of: answering), "\(series.id)")
      #expect(answering.count < 2 || !stated.isEmpty, "\(series.id)")
    }
  }

  /// In November 2025 the rounded tables were out and the total of the whole country was not: the order takes its
  /// exact figure, which stands in. 251,178 is the agency's.
  @Test func anExactFigureThatStandsInGoesBeforeARoundedOne() throws {
    let fixture = try RecordFixture.shared.get()
    let observation = try fixture.store.timeline(
      fixture.selection("usbp-nationwide"), asOf: Day("2025-11-01")
    ).observation(try #require(Period("2023-12")))
    #expect(observation.value == 251_178)
    #expect(observation.isStandIn)
    // What forecasts read says the same.
    let vintages = try fixture.store.vintages(fixture.selection("usbp-nationwide"))
    #expect(
      vintages.timeline(asOf: Day("2025-11-01"))
        .observation(try #require(Period("2023-12"))).value == 251_178)
  }

  /// A later table by sex and age, or one of somebody else, does not take the place of the table by nationality;
  /// a later release of that one does. 113,347 is the table's own for January 2024.
  @Test func laterTablesOfOtherDatasets() throws {
    let fixture = try RecordFixture()
    func add(_ dataset: String, _ columns: String, _ row: String) throws {
      let text = """
        measure,place,\(columns),period,value,source,dataset,publisher,title,published,covers
        irregular-situation-events,MEX,\(row),\(dataset)-2026,\(dataset),Office,Events,2026-05-01,place=only:MEX \(columns)=whole

        """
      _ = try fixture.store.importFile(path: try fixture.file("\(dataset).csv", text))
    }
    try add("mexico-irregular-situation-events-demographics", "demographic", "men,2024-01,7")
    try add("somebody", "nationality", "VEN,2024-01,8")
    #expect(try fixture.value("mexico-events", "2024-01") == 113_347)
    try add("mexico-irregular-situation-events", "nationality", "VEN,2024-01,9")
    #expect(try fixture.value("mexico-events", "2024-01") == 9)
  }

  /// Datasets of one place in the order are told apart by the other rules.
  @Test func theSamePlace() throws {
    let order = CandidateOrder(datasets: [["a", "b"], ["c"]])
    let fixture = try RecordFixture(seeded: false)
    let text = """
      measure,place,period,value,source,dataset,publisher,title,published
      transits,darien,2023-01,1,a,a,Office,Transits,2024-01-01
      transits,darien,2023-01,2,b,b,Office,Transits,2024-02-01
      transits,darien,2023-01,3,c,c,Office,Transits,2024-03-01
      transits,darien,2023-01,4,d,d,Office,Transits,2024-04-01

      """
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    let candidates = try fixture.store.pool.read { db in
      try TimelineMaker(fixture.selection("transits place=darien"), fixture.store.context, in: db)
        .candidates(asOf: nil)
    }
    let month = try #require(Period("2023-01"))
    let sorted = candidates.byPeriod[month, default: []].sorted(by: order.isBetter)
    #expect(sorted.map(\.table.source.dataset) == ["b", "a", "c", "d"])
  }
}
