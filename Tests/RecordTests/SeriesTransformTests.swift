import Periods
import Record
import Testing
import Wording

/// Transforms of series. The published values are Panama's, of early 2020 and of 2023, and CBP's.
@Suite struct SeriesTransformTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  private func observations(
    _ query: String, every: Granularity = .month, _ range: String
  ) throws -> [Observation] {
    let range: Period = try #require(Period(range))
    return try fixture.store.timeline(fixture.selection(query))
      .observations(every: every, within: range)
  }

  private func observation(
    _ period: String, _ value: Double?, exactness: Exactness = .exact,
    basis: Observation.Basis = .published, note: String = ""
  ) throws -> Observation {
    // A published observation with other words, since only the record makes one.
    var made = try #require(try observations("darien", "2023-08").first)
    made.period = try #require(Period(period))
    (made.value, made.exactness, made.basis) = (value, exactness, basis)
    made.note = Localized(note, note)
    return made
  }

  /// 81,946 in the 31 days of August 2023, 75,268 in the 30 of September: 2,643.4 and 2,508.9.
  @Test func byTheDay() throws {
    let made = try SeriesTransform.perDay(observations("darien", "2023-08/2023-09"), isStock: false)
    #expect(made.map(\.period.description) == ["2023-08", "2023-09"])
    #expect(made.map { (($0.value ?? 0) * 10).rounded() } == [26_434, 25_089])
  }

  @Test func peopleAtAMomentAreRefused() throws {
    #expect(throws: QuestionError.self) {
      try SeriesTransform.perDay(observations("darien", "2023-08"), isStock: true)
    }
  }

  /// 2020 has nine months known: what they come to a day of the year would mislead.
  @Test func partIsNotKnown() throws {
    let made = try SeriesTransform.perDay(
      observations("darien", every: .year, "2020"), isStock: false)
    let year = try #require(made.first)
    #expect(year.value == nil)
    #expect(year.obstacle == .ownPartial)
    #expect(year.note == "9 of 12 months known")
    let atLeast = try SeriesTransform.perDay(
      [observation("2023", 730, exactness: .atLeast, note: "by the press")], isStock: false)
    #expect(atLeast.first?.value == 2)
    #expect(atLeast.first?.exactness == .atLeast)
    #expect(atLeast.first?.note == "by the press")
  }

  /// Panama: 1,538, 1,825, 1,099, nothing in April and May, 182, nothing, 6.
  @Test func changeFromTheMonthBefore() throws {
    let months = try observations("darien", "2020-01/2020-08")
    let change = SeriesTransform.change(months)
    #expect(change.map(\.value) == [nil, 287, -726, nil, nil, nil, nil, nil])
    #expect(
      change.map(\.obstacle)
        == [.notKnown, nil, nil, .ownNotKnown, .ownNotKnown, .notKnown, .ownNotKnown, .notKnown])
    #expect(change[0].note == "December 2019 is not known")
    #expect(SeriesTransform.change(months, .spanish)[5].note == "mayo de 2020: no se sabe")
    let rate = SeriesTransform.percentChange(months)
    #expect(abs(try #require(rate[1].value) - 100 * 287 / 1538) < 1e-9)
    #expect(abs(try #require(rate[2].value) + 100 * 726 / 1825) < 1e-9)
  }

  /// The order they come in is no matter, and a gap in the list is no month before.
  @Test func theMonthBeforeIsOfTheCalendar() throws {
    let months = try ["2023-03", "2023-01", "2023-02", "2023-06"].enumerated().map {
      try observation($1, Double(10 * ($0 + 1)))
    }
    // January 20, February 30, March 10, June 40.
    #expect(SeriesTransform.change(months).map(\.value) == [-20, nil, 10, nil])
  }

  @Test func inexactPartialAndZeroGiveNoChange() throws {
    let values = [
      try observation("2020", 500, exactness: .atLeast, basis: .joined(known: 9, of: 12)),
      try observation("2021", 100),
      try observation("2022", 200, exactness: .about, note: "some 200"),
      try observation("2023", 0), try observation("2024", 5),
    ]
    let rate = SeriesTransform.percentChange(values)
    #expect(rate.allSatisfy { $0.value == nil })
    #expect(
      rate.map(\.note) == [
        "2019 is not known", "2020: 9 of 12 months known", "some 200; not an exact number",
        "2022 is not an exact number", "2023 is 0, of which there is no per cent",
      ])
    #expect(rate.map(\.exactness) == [.atLeast, .exact, .about, .exact, .exact])
    // From 0 to 5 is 5 more, and no rate.
    #expect(SeriesTransform.change(values).map(\.value) == [nil, nil, nil, nil, 5])
  }

  /// CBP: of Border Patrol's 181,054 and 218,763 encounters 22,090 and 54,833 were of Venezuelans.
  @Test func shareOverTime() throws {
    let part = try observations("usbp-southwest-venezuelans", "2023-08/2023-09")
    let whole = try observations("usbp-southwest", "2023-08/2023-09")
    let share = SeriesTransform.percentShare(part, of: whole)
    #expect(share.map { (($0.value ?? 0) * 10).rounded() } == [122, 251])
    let alone = SeriesTransform.percentShare(part, of: Array(whole.prefix(1)))
    #expect(alone[1].value == nil)
    #expect(alone[1].note == "the whole is not known")
    let ofNothing = SeriesTransform.percentShare(
      [try observation("2023-08", 0)], of: [try observation("2023-08", 0)])
    #expect(ofNothing.first?.value == nil)
    #expect(ofNothing.first?.obstacle == .noBase)
    #expect(throws: QuestionError.self) {
      try SeriesTransform.percentShare.apply(to: part, isStock: false)
    }
  }

  @Test func nothingGivesNothing() throws {
    for transform in SeriesTransform.allCases where transform != .percentShare {
      #expect(try transform.apply(to: [], isStock: false).isEmpty)
    }
  }
}
