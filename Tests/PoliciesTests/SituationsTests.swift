import Corridors
import Foundation
import Periods
import Policies
import Tabular
import Testing
import Wording

/// A row of `situations.csv`: a person on a day, the answer, and the sentence that it follows. The rows were
/// read from the notices and the statutes by hand, not from the program.
struct SituationRow: Sendable, CustomTestStringConvertible {
  var policy, on, facts, answer, standing, citation, sentence: String
  var testDescription: String { "\(policy) on \(on): \(facts)" }

  static let all: [SituationRow] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "situations.csv").path
    var rows: [SituationRow] = []
    guard let stream = try? ByteStream(path: path), var table = try? CSVTable(stream) else {
      return []
    }
    while (try? table.next()) == true {
      let cells = (0..<7).map { table.text($0) }
      rows.append(
        SituationRow(
          policy: cells[0], on: cells[1], facts: cells[2], answer: cells[3], standing: cells[4],
          citation: cells[5], sentence: cells[6]))
    }
    return rows
  }()

  func situation(_ set: PolicySet) throws -> Situation {
    let stated = facts.split(separator: " ").map { fact in
      let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
      return (fact: parts[0], value: parts[1])
    }
    return Situation(
      on: try #require(Day(on)), stated: try SituationReader(set).read(stated))
  }
}

private let shipped = Result { try CorridorFolder("venezuela-us").policies() }

@Suite struct SituationsTests {
  /// Of a list each fact that is named is so; what is stated by itself stands, and must not contradict it.
  @Test func `a list says which of several facts are so`() throws {
    let reader = SituationReader(try shipped.get())
    func read(_ list: String, _ more: [(fact: String, value: String)] = []) throws
      -> [String: FactValue?]
    {
      try reader.read([("trouble", list)] + more)
    }
    let listed = try read("conviction, removed")
    #expect(listed["conviction"] == .yesNo(true) && listed["removed"] == .yesNo(true))
    #expect(listed["missed-hearing"] == .yesNo(false))
    let doubtful = try read("conviction,unknown", [("missed-hearing", "no")])
    #expect(doubtful["removed"] == .some(nil) && doubtful["missed-hearing"] == .yesNo(false))
    #expect(try read("conviction", [("removed", "yes")])["removed"] == .yesNo(true))
    #expect(throws: SituationReader.Fault.self) { try read("conviction", [("conviction", "no")]) }
    for wrong in ["theft", "conviction,theft", "no,conviction", ","] {
      #expect(throws: SituationReader.Fault.self, "\(wrong)") { try read(wrong) }
    }
  }

  @Test func `each rule about people has six rows and more, three of them at an edge`() throws {
    let set = try shipped.get()
    #expect(SituationRow.all.count >= 300)
    let asked: Set<Policy.Kind> = [.pathway, .return, .exposure, .referral]
    for policy in set.policies where asked.contains(policy.kind) {
      let rows = SituationRow.all.filter { $0.policy == policy.id }
      #expect(rows.count >= 6, "\(policy.id)")
      let edges = Set(
        policy.rules.flatMap { [$0.from, $0.until].compactMap(\.self) + $0.history.map(\.from) }
          .flatMap { [$0.adding(days: -1), $0, $0.adding(days: 1)] })
      #expect(rows.count { Day($0.on).map(edges.contains) ?? false } >= 3, "\(policy.id)")
    }
    for row in SituationRow.all { #expect(!row.citation.isEmpty && !row.sentence.isEmpty) }
  }

  @Test(arguments: SituationRow.all)
  func `the answer is what the sentence says`(row: SituationRow) throws {
    let set = try shipped.get()
    let finding = try #require(Screening(set, row.situation(set)).finding(row.policy))
    #expect(finding.answer.rawValue == row.answer, "\(row.citation): \(row.sentence)")
    if !row.standing.isEmpty {
      #expect(finding.standing.rawValue == row.standing, "\(row.citation): \(row.sentence)")
    }
  }

  /// Many at once are answered by a shorter way than one alone; the answers are the same.
  @Test func `many at once are answered as each alone`() throws {
    let set = try shipped.get()
    let rows = try SituationRow.all.enumerated().map { index, row in
      let stated = row.facts.split(separator: " ").map { fact in
        let parts = fact.split(separator: "=", maxSplits: 1).map(String.init)
        return (fact: parts[0], value: parts[1])
      }
      return SituationTable.Row(
        line: index, facts: try SituationReader(set).read(stated), on: Day(row.on))
    }
    let answers = try SituationAnswers(
      SituationTable(rows), set, on: try #require(Day("2023-10-10")), .english)
    for (row, answer) in zip(SituationRow.all, answers.rows) {
      let screening = Screening(set, try row.situation(set))
      for (policy, told) in answer.answers {
        #expect(screening.finding(policy)?.answer == told, "\(policy) on \(row.on): \(row.facts)")
      }
    }
  }

  /// What must hold of every situation: nothing open or closed after the check without the mark, a rule that
  /// was before the courts then is neither, and a missing fact is named where an answer depends on it.
  @Test func `an answer after the day of the check is marked`() throws {
    let set = try shipped.get()
    let checked = try #require(set.checked)
    for row in SituationRow.all {
      let screening = Screening(set, try row.situation(set))
      let report = ScreeningReport(screening, .english)
      let isAfter = screening.situation.day > checked
      // A return can rest on whether a way is open, and then names that way instead of a fact.
      let resting = report.returns.map(\.advice)
      let advice =
        report.pathways.map(\.advice) + report.exposures.map(\.advice)
        + report.referrals.map(\.advice)
      #expect(resting.allSatisfy { $0.isAfterCheck == isAfter })
      #expect((report.caution != nil) == isAfter)
      for item in advice {
        #expect(item.isAfterCheck == isAfter)
        if item.standing == .depends {
          #expect(!item.dependsOn.isEmpty || !item.assumedNot.isEmpty)
        }
      }
    }
  }

  /// Dates that anyone can count: a year from 5 August 2023; thirty working days from Monday 2 October 2023
  /// are six weeks. A year from 15 June 2023 ends on a Saturday, and so runs to Monday (8 CFR 208.4(a)(2)(ii)); one from
  /// 4 July ends on Independence Day; one from 24 December 2021 on a Saturday before Christmas, which the Office of
  /// Personnel Management's list of 2022 keeps on Monday the 26th; Juneteenth is in its lists since 2021. Of thirty
  /// working days from 1 November 2023 one less is left for Monday 20 November, from 1 May 2024 three for the days on
  /// which an order closed COMAR, from 2 September 2024 two for 16 September and 1 October (Ley Federal del Trabajo,
  /// art. 74). Chile counts seven working days since 20 February 2024 (Ley 21.655).
  @Test(arguments: [
    ("asylum", "in=USA arrived=2023-08-05", "2024-08-05"),
    ("asylum", "in=USA arrived=2023-06-15", "2024-06-17"),
    ("asylum", "in=USA arrived=2023-07-04", "2024-07-05"),
    ("asylum", "in=USA arrived=2021-12-24", "2022-12-27"),
    ("asylum", "in=USA arrived=2020-06-18", "2021-06-21"),
    ("asylum", "in=USA arrived=2019-06-19", "2020-06-19"),
    ("asylum", "in=USA arrived=2020-12-31", "2022-01-03"),
    ("mexico-refugee", "in=MEX arrived=2023-10-02", "2023-11-13"),
    ("mexico-refugee", "in=MEX arrived=2023-10-07", "2023-11-17"),
    ("mexico-refugee", "in=MEX arrived=2023-11-01", "2023-12-14"),
    ("mexico-refugee", "in=MEX arrived=2024-05-01", "2024-06-17"),
    ("mexico-refugee", "in=MEX arrived=2024-09-02", "2024-10-16"),
    ("chile-refugee", "in=CHL arrived=2025-01-10", "2025-01-21"),
    ("chile-refugee", "in=CHL arrived=2024-02-20", "2024-02-29"),
  ])
  func `a deadline is told as a day`(policy: String, facts: String, day: String) throws {
    let set = try shipped.get()
    let row = SituationRow(
      policy: policy, on: "2025-11-07", facts: "nationality=VEN arrival=air " + facts, answer: "",
      standing: "", citation: "", sentence: "")
    let report = ScreeningReport(Screening(set, try row.situation(set)), .spanish)
    let advice =
      report.pathways.first { $0.id == policy }?.advice
      ?? report.referrals.first { $0.id == policy }?.advice
    #expect(advice?.deadline?.day == day)
    // Which days were counted is said where working days were.
    #expect(
      (advice?.deadline?.counted?.contains("lunes a viernes") ?? false) == (policy != "asylum"))
  }

  /// Ley 21.655 is of 20 February 2024: who came before has no such day.
  @Test func `a deadline is not told of who came before it`() throws {
    let way = try report("nationality=VEN in=CHL arrived=2024-02-19", on: "2024-02-25").referrals
      .first { $0.id == "chile-refugee" }
    #expect(way?.concerns == .unknown && way?.advice.deadline == nil)
  }

  private func report(_ facts: String, on day: String) throws -> ScreeningReport {
    let row = SituationRow(
      policy: "", on: day, facts: facts, answer: "", standing: "", citation: "", sentence: "")
    let set = try shipped.get()
    return ScreeningReport(Screening(set, try row.situation(set)), .english)
  }

  /// The last day of the extension, 2 October 2026 (90 FR 5961), lies after the check: what agencies and courts did
  /// with it through 3 October 2025 is told, and not only that it is over.
  @Test func `an end after the check does not pass over what courts did before`() throws {
    let report = try report(
      "nationality=VEN in=USA arrived=2023-06-15 tps-registered=yes", on: "2026-11-27")
    let way = try #require(report.pathways.first { $0.id == "tps-venezuela-2023" })
    #expect(way.open == .no && way.advice.isAfterCheck)
    #expect(way.reasons.first?.text.contains("at the latest") == true)
    #expect(
      way.advice.history.map(\.from) == [
        "2025-02-03", "2025-02-05", "2025-03-31", "2025-05-19", "2025-09-05", "2025-10-03",
      ])
    let titles = way.sources.map(\.title).joined()
    for citation in ["90 FR 5961", "90 FR 8805", "90 FR 9040", "24A1059", "25A326"] {
      #expect(titles.contains(citation))
    }
  }

  /// The court's stay of 29 August 2025 can be lifted: an adviser is told of it (90 FR 8139; Make the Road v. Noem).
  @Test func `a risk that a court stopped is told`() throws {
    let facts =
      "nationality=VEN in=USA arrived=2025-02-20 arrival=between-ports admitted-or-paroled=no"
    let risk = try #require(
      try report(facts, on: "2025-11-07").exposures.first { $0.id == "expedited-removal-interior" })
    #expect(risk.concerns == .no && risk.isStopped && risk.isTold)
    // Three years of presence: the rule does not reach such a person, stayed or not.
    let long = try #require(
      try report(
        "nationality=VEN in=USA arrived=2022-02-20 arrival=between-ports", on: "2025-11-07"
      ).exposures.first { $0.id == "expedited-removal-interior" })
    #expect(!long.isTold)
  }

  /// Who is elsewhere is not assumed to have crossed the border of the United States, and nobody is told to go there
  /// or to leave it.
  @Test(arguments: ["COL", "MEX", "USA"])
  func `nobody is sent to another country`(country: String) throws {
    let report = try report("nationality=VEN in=\(country) arrived=2024-08-05", on: "2024-10-01")
    #expect(report.assumptions.contains { $0.contains("land border") } == (country == "USA"))
    for change in report.wouldChange {
      #expect(change.facts["in"] == nil || country != "USA" && change.facts["in"] != "USA")
    }
  }

  /// No change that is told is one that cannot be: nobody arrives after the day asked about, and nobody
  /// changes nationality or age.
  @Test func `what would change an answer makes sense`() throws {
    let set = try shipped.get()
    for row in SituationRow.all {
      let screening = Screening(set, try row.situation(set))
      let told = ScreeningReport(screening, .english).wouldChange
      #expect(told.count == screening.changes.count)
      for (change, text) in zip(screening.changes, told) {
        for (fact, value) in change.facts {
          #expect(fact.id != "nationality" && fact.id != "age")
          if case .day(let day) = value { #expect(day <= screening.situation.day) }
        }
        // What is not known may be so; what is known and past would have had to be otherwise.
        let known = change.facts.filter { screening.situation[$0.fact.id] != nil }
        if known.isEmpty, change.day == nil {
          #expect(text.text.contains(" is open") || text.text.contains("does not apply"))
        } else if known.contains(where: \.fact.isPast) {
          #expect(
            text.text.contains("would have been open")
              || text.text.contains("would not have applied"))
        }
      }
    }
  }
}
