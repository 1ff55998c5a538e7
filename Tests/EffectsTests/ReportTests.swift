import Corridors
import Effects
import Foundation
import Periods
import Policies
import Record
import Testing
import Wording

/// Effects from the shipped figures and policies.
@Suite struct EffectReportTests {
  static let store = Result {
    try RecordStore(
      path: FileManager.default.temporaryDirectory
        .appending(path: "trocha-effect-\(UUID().uuidString).sqlite").path)
  }
  static let policies = Result { try CorridorFolder("venezuela-us").policies() }

  private func make(
    _ series: String = "usbp-southwest-venezuelans", on: String,
    _ change: (inout EffectQuery) -> Void = { _ in }
  ) throws -> EffectReport {
    var query = EffectQuery(series: series, on: try #require(Day(on)))
    query.methods = ["synthetic-control"]
    change(&query)
    return try EffectReport.make(
      query, store: Self.store.get(), policies: Self.policies.get())
  }

  private static func month(_ text: String) -> Period? { Period(text) }

  // MARK: Months

  /// By the 15th a month counts; after it the month belongs to neither side.
  @Test(arguments: [
    ("2023-10-05", "2023-10", "2023-09", 0), ("2023-10-15", "2023-10", "2023-09", 0),
    ("2023-10-16", "2023-11", "2023-09", 1), ("2023-05-31", "2023-06", "2023-04", 1),
  ])
  func `the day decides which months count`(
    on: String, first: String, fitThrough: String, leftOut: Int
  ) throws {
    let report = try make(on: on)
    #expect(report.firstMonth == Period(first) && report.fitThrough == Period(fitThrough))
    #expect(report.leftOut.count == leftOut)
    #expect(report.methods[0].months.count == 3)
  }

  /// Whatever the placebos were, no effect takes away more than came, and a bound that leaves room for ten times the most
  /// ever counted is not given but explained. Three months of Venezuelans: at most 130,000 or so, by CBP's tables.
  @Test func `a bound that says nothing is left out and explained`() throws {
    let report = try make(on: "2023-10-05") { $0.methods = nil }
    var unbounded = 0
    for method in report.methods {
      guard let total = method.total, let high = total.high else { continue }
      #expect(high <= total.actual)
      #expect((total.low == nil) == (total.noUsefulBound != nil))
      if let low = total.low { #expect(total.actual - low < 2_000_000, "\(method.method)") }
      if let reason = total.noUsefulBound {
        unbounded += 1
        #expect(reason.en.contains("no useful lower bound") && reason.es.contains("sin límite"))
      }
      for month in method.months { #expect((month.high ?? month.actual) <= month.actual) }
    }
    #expect(unbounded > 0)
    #expect(report.sentence.en.contains("no useful lower bound"))
    #expect(report.sentence.es.contains("sin límite inferior útil"))
  }

  @Test func `months can be named`() throws {
    let report = try make(on: "2022-10-12") { query in
      query.from = Period("2021-01")
      query.firstMonth = Period("2022-11")
      query.through = Period("2022-12")
    }
    #expect(report.leftOut == [Period("2022-10")])
    #expect(report.from == Period("2021-01") && report.fitThrough == Period("2022-09"))
    // CBP's counts of Venezuelans between the ports of entry, by the table that ships.
    #expect(report.methods[0].months.map(\.actual) == [6803, 6205])
  }

  /// Border Patrol's counts by citizenship are exact from October 2019 on, and rounded before.
  @Test func `rounded months are taken when they are asked for`() throws {
    let series = "usbp-southwest-venezuelans"
    let usual = try make(series, on: "2020-11-05")
    #expect(usual.from == Period("2019-10"))
    #expect(usual.sources == ["cbp-nationwide-encounters-2025-06-19"])
    // Albanians are apart in the rounded table only.
    #expect(!usual.donors.contains { $0.label == "ALB" })
    let longer = try make(series, on: "2020-11-05") { $0.from = Period("2018-10") }
    #expect(longer.from == Period("2018-10"))
    #expect(longer.sources.contains("ohss-usbp-encounters-by-citizenship-2025-09-30"))
    // CBP's own, by Python on the table, whatever the fit.
    #expect(longer.methods[0].months.map(\.actual) == [171, 192, 284])
  }

  // MARK: Donors

  @Test func `donors leave out who is touched, too few or no nationality`() throws {
    let report = try make(on: "2023-01-06")
    func donor(_ label: String) throws -> EffectReport.Donor {
      try #require(report.donors.first { $0.label == label })
    }
    // The process for four nationalities began on 6 January 2023 (88 FR 1279).
    for label in ["CUB", "NIC"] {
      #expect(try donor(label).reason?.en == "touched by the same policy")
    }
    #expect(try donor("OOO").reason?.en == "no single nationality")
    #expect(try donor("CAN").reason?.en.hasPrefix("too few") == true)
    #expect(try donor("MEX").isUsed && !report.donors.contains { $0.label == "VEN" })
  }

  /// What changed on 12 October 2022 changed for Venezuelans only: others could be expelled before.
  @Test func `a rule that others lived under already does not touch them`() throws {
    let report = try make(on: "2022-10-12")
    #expect(report.donors.contains { $0.label == "NIC" && $0.isUsed })
    #expect(!report.donors.contains { $0.reason?.en == "touched by the same policy" })
  }

  @Test func `the end of Title 42 touches everybody, so there are no donors`() {
    let error = #expect(throws: EffectError.self) { try make(on: "2023-05-11") }
    #expect("\(String(describing: error))".contains("no donor"))
  }

  @Test func `named donors are taken, and only those`() throws {
    let report = try make(on: "2023-10-05") { $0.donors = ["COL", "ECU", "PER"] }
    #expect(report.donors.filter(\.isUsed).map(\.label) == ["COL", "ECU", "PER"])
    let weights = report.methods[0].weights.reduce(0) { $0 + $1.weight }
    #expect(abs(weights - 1) < 0.01)
  }

  // MARK: What is told

  @Test func `every method tells months, placebos and its reason`() throws {
    let report = try make(on: "2023-10-05") { $0.methods = nil }
    #expect(report.methods.map(\.method) == EffectMethods.all.map(\.id))
    for method in report.methods where method.refused == nil {
      #expect(method.months.map(\.month.description) == ["2023-10", "2023-11", "2023-12"])
      #expect(method.months.map(\.actual) == [29635, 23007, 46917])
      for month in method.months {
        #expect(abs(month.actual - month.counterfactual - month.effect) < 1e-6)
        let low = try #require(month.low)
        let high = try #require(month.high)
        #expect(low <= month.effect + 1e-6 && month.effect <= high + 1e-6)
        #expect(high <= month.actual && low.isFinite)
        #expect((month.placeboP ?? 0) > 0)
      }
      let used = report.donors.count(where: \.isUsed)
      #expect(method.placebos?.space.count == used)
      #expect(method.placebos?.time.isEmpty == false)
      let smallest = 1 / Double(used + 1)
      #expect((method.total?.placeboP ?? 0) >= smallest - 1e-12)
      #expect(method.verdict != .cannotTell || method.reason != nil)
    }
    #expect(report.sentence.en != report.sentence.es && !report.sentence.es.isEmpty)
  }

  @Test func `threats are the file's policies, with their days`() throws {
    let report = try make(on: "2023-10-05")
    let others = report.threats.filter { $0.kind == .otherPolicy }.compactMap(\.policy)
    func has(_ policy: String, _ day: String, _ event: String) -> Bool {
      others.contains { $0.policy == policy && $0.day == Day(day) && $0.event == event }
    }
    #expect(has("tps-venezuela-2023", "2023-09-20", "announced"))
    #expect(has("tps-venezuela-2023", "2023-10-03", "starts"))
    #expect(has("flights-venezuela", "2023-10-18", "changes"))
    #expect(has("mexico-moves-south", "2023-12-27", "starts"))
    #expect(report.policies.contains { $0.policy == "flights-announcement" })
    #expect(report.threats.contains { $0.kind == .interference })
    let parole = try make(on: "2022-10-12")
    #expect(
      parole.threats.contains { $0.kind == .anticipation && $0.policy?.policy == "parole-chnv" })
  }

  /// Nothing of what was published later is used, and policies not yet known are no threat.
  @Test func `as of a day only what was known counts`() throws {
    let report = try make(on: "2023-10-05") { query in
      query.asOf = Day("2023-12-01")
    }
    #expect(report.through == Period("2023-10"))
    #expect(!report.threats.contains { $0.policy?.policy == "mexico-moves-south" })
  }

  @Test func `a gap moves the first month of the fit behind it`() throws {
    // April, May and July 2020 are not known of the Darién.
    let report = try make("darien-venezuelans", on: "2022-10-12") { query in
      query.methods = ["interrupted-time-series"]
      query.on = Day("2021-11-05") ?? query.on
    }
    #expect(report.from == Period("2020-08"))
  }

  // MARK: Refusals

  @Test(arguments: [
    ("usbp-southwest-venezuelans", "2031-01-05", "lies outside the months"),
    ("usbp-southwest-venezuelans", "2015-01-05", "lies outside the months"),
    ("usbp-southwest-venezuelans", "2020-03-21", "are needed"),
    ("usbp-southwest", "2023-10-05", "no donor"),
    ("venezuelans-abroad", "2023-10-05", "no months"),
  ])
  func `what cannot be estimated is refused in plain words`(
    series: String, on: String, words: String
  ) {
    let error = #expect(throws: EffectError.self) { try make(series, on: on) }
    #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
  }

  @Test func `gaps, wrong donors and wrong months are refused`() {
    func refusal(_ series: String, _ change: (inout EffectQuery) -> Void) -> String {
      do {
        _ = try make(series, on: "2022-10-12", change)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      refusal("darien-venezuelans") { $0.from = Period("2020-01") }
        .contains("not known in 2020-04, 2020-05, 2020-07"))
    let venezuelans = "usbp-southwest-venezuelans"
    #expect(refusal(venezuelans) { $0.donors = ["XYZ"] }.contains("XYZ is no donor"))
    #expect(refusal(venezuelans) { $0.donors = ["VEN"] }.contains("own donor"))
    #expect(
      refusal(venezuelans) { $0.through = Period("2022-09") }.contains("comes before"))
    #expect(
      refusal(venezuelans) { $0.through = Period("2031-01") }.contains("not known yet"))
    #expect(refusal(venezuelans) { $0.methods = ["magic"] }.contains("There is no method"))
  }

  /// Border Patrol's table has nobody from Myanmar at this border before December 2020.
  @Test func `a series that stands still is refused`() {
    let series = "measure=encounters place=us-southwest-border component=usbp nationality=MMR"
    let error = #expect(throws: EffectError.self) { try make(series, on: "2020-11-05") }
    #expect(error == .constant(series: series))
  }

  // MARK: Verdicts

  /// The rule, on made-up results.
  @Test func `an effect is told by more than half of the usable methods`() {
    func result(
      _ verdict: EffectReport.Verdict, usable: Bool = true
    ) -> EffectReport.Method {
      EffectReport.Method(
        method: "m", name: Localized("m", "m"), scale: .log, refused: nil, fit: nil, weights: [],
        parameters: [:], shifts: [], months: [], total: nil, path: [], placebos: nil,
        leaveOneOut: [],
        isUsable: usable, verdict: verdict, reason: nil)
    }
    #expect(EffectVerdict.of([result(.fell), result(.fell), result(.cannotTell)]) == .fell)
    #expect(EffectVerdict.of([result(.fell), result(.cannotTell)]) == .cannotTell)
    #expect(EffectVerdict.of([result(.fell), result(.rose), result(.fell)]) == .cannotTell)
    #expect(EffectVerdict.of([result(.rose), result(.cannotTell, usable: false)]) == .rose)
    #expect(EffectVerdict.of([]) == .cannotTell)
  }
}
