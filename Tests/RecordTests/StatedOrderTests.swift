import Foundation
import Periods
import Record
import Testing

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

  /// A series that several shipped datasets answer states an order, with each of them in it.
  @Test(arguments: try Vocabulary.shipped().namedSeries.map(\.id))
  func everyDatasetThatAnswersIsStated(_ name: String) throws {
    let store = try RecordFixture.shared.get().store
    let series = try #require(store.vocabulary.namedSeries.first { $0.id == name })
    let selection = try store.parser.selection(series.selection)
    var answering: Set<String> = []
    // Before CBP's own tables began, and when most tables have figures.
    for period in ["2015-06", "2022-06", "2022"].compactMap(Period.init) {
      for revision in try store.revisions(selection, period: period) {
        let source = try #require(try store.source(revision.source))
        if source.standing == .official { answering.insert(source.dataset) }
      }
    }
    let stated = Set(series.datasets.flatMap(\.self))
    #expect(stated.isEmpty || stated.isSuperset(of: answering), "\(answering)")
    #expect(answering.count < 2 || !stated.isEmpty, "\(answering)")
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
}
