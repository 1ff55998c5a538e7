import Corridors
import Foundation
import Periods
import Policies
import Tabular
import Testing
import Wording

/// A row of `advised.csv`: somebody who comes for advice on a day, with what an adviser has to answer. The answers were
/// written down from the notices, statutes and orders that the row names before the program was asked.
struct AdvisedPerson: Sendable, CustomTestStringConvertible {
  var person, on, facts, expected, why: String
  var testDescription: String { "\(person), \(on)" }

  static let all: [AdvisedPerson] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "advised.csv").path
    var rows: [AdvisedPerson] = []
    guard let stream = try? ByteStream(path: path), var table = try? CSVTable(stream) else {
      return []
    }
    while (try? table.next()) == true {
      let cells = (0..<5).map { table.text($0) }
      rows.append(
        AdvisedPerson(
          person: cells[0], on: cells[1], facts: cells[2], expected: cells[3], why: cells[4]))
    }
    return rows
  }()

  func screening(_ set: PolicySet) throws -> Screening {
    let row = SituationRow(
      policy: "", on: on, facts: facts, answer: "", standing: "", citation: "", sentence: "")
    return Screening(set, try row.situation(set))
  }
}

private let shipped = Result { try CorridorFolder("venezuela-us").policies() }

@Suite struct AdvisedTests {
  @Test func `there are forty people and more`() {
    #expect(AdvisedPerson.all.count >= 40)
  }

  @Test(arguments: AdvisedPerson.all)
  func `an adviser is answered as the notices say`(advised: AdvisedPerson) throws {
    let screening = try advised.screening(try shipped.get())
    for expected in advised.expected.split(separator: " ") {
      let parts = expected.split(separator: ":").map(String.init)
      let finding = try #require(screening.finding(parts[0]), "\(parts[0])")
      #expect(finding.answer.rawValue == parts[1], "\(parts[0]): \(advised.why)")
      if parts.count > 2 {
        #expect(finding.standing.rawValue == parts[2], "\(parts[0]): \(advised.why)")
      }
    }
  }

  /// What must hold of every change that is told: nobody is sent anywhere, is of another age or nationality or exempt,
  /// comes after the day, has stayed since before they came, or had come more than a year earlier; the nearest is first;
  /// and the change does change the answer.
  @Test(arguments: AdvisedPerson.all)
  func `what would change the answer is possible and near`(advised: AdvisedPerson) throws {
    let screening = try advised.screening(try shipped.get())
    let situation = screening.situation
    for change in screening.changes {
      var other = situation
      for (fact, value) in change.facts {
        #expect(!["in", "nationality", "age", "exempt", "permanent-resident"].contains(fact.id))
        other[fact.id] = value
        if fact.id == "arrival", let now = situation["arrival"] {
          #expect(now == .word("between-ports") && value == .word("port-of-entry"))
        }
        guard case .day(let day) = value else { continue }
        #expect(day <= situation.day)
        if case .day(let now)? = situation[fact.id] {
          #expect((1...366).contains(now.days(since: day)), "\(fact.id) \(day)")
        }
      }
      if let day = change.day {
        #expect(abs(day.days(since: situation.day)) <= 366)
        other.day = day
      }
      for fact in ["resident-since", "present-since"] {
        guard case .day(let since)? = other.completed(by: screening.set)[fact],
          case .day(let arrived)? = other["arrived"],
          case .day(let before)? = situation[fact], case .day(let came)? = situation["arrived"],
          before >= came
        else { continue }
        #expect(since >= arrived, "\(change.policy.id): \(fact)")
      }
      #expect(
        Screening(screening.set, other).finding(change.policy.id)?.answer == change.after,
        "\(change.policy.id)")
    }
    for (_, changes) in Dictionary(grouping: screening.changes, by: \.policy.id) {
      let shifts = changes.compactMap { change -> Int? in
        guard let (fact, value) = change.facts.first, case .day(let day) = value,
          case .day(let now)? = situation[fact.id]
        else { return nil }
        return now.days(since: day)
      }
      #expect(shifts == shifts.sorted())
    }
  }

  /// Who had come five days earlier and stayed would have had the residence too, also where both were stated.
  @Test func `residence that began with the arrival moves with it`() throws {
    let row = SituationRow(
      policy: "", on: "2023-10-10",
      facts: "nationality=VEN in=USA arrived=2023-08-05 resident-since=2023-08-05 "
        + "present-since=2023-08-05", answer: "", standing: "", citation: "", sentence: "")
    let set = try shipped.get()
    let report = ScreeningReport(Screening(set, try row.situation(set)), .english)
    let change = try #require(report.wouldChange.first { $0.policy == "tps-venezuela-2023" })
    #expect(
      change.facts
        == ["arrived": "2023-07-31", "resident-since": "2023-07-31", "present-since": "2023-07-31"])
    #expect(change.text.contains("5 days earlier") && !change.text.contains("continuous"))
  }

  /// 8 U.S.C. 1101(a)(3): who is a citizen is no alien. 8 U.S.C. 1101(a)(20): who is a permanent resident may stay.
  @Test(arguments: [
    ("nationality=USA in=USA arrived=2020-01-01", "A citizen of the United States"),
    ("nationality=USA in=MEX", "A citizen of the United States"),
    ("nationality=VEN in=USA arrived=2023-06-15 permanent-resident=yes", "permanent resident"),
    ("nationality=COL in=COL", "own nationality"),
    ("nationality=VEN in=ARG", "not known here"),
    ("nationality=VEN in=PAN", "not known here"),
    ("nationality=FRA in=MEX arrived=2024-01-01 northern-mexico=no", "no way is open"),
  ])
  func `a plain sentence says that nothing here is for the person`(
    facts: String, words: String
  ) throws {
    let set = try shipped.get()
    let row = SituationRow(
      policy: "", on: "2025-10-10", facts: facts, answer: "", standing: "", citation: "",
      sentence: "")
    let screening = Screening(set, try row.situation(set))
    #expect(screening.remarks(.english).contains { $0.contains(words) })
    #expect(screening.remarks(.spanish).count == screening.remarks(.english).count)
    // And the sheet says it among what is read first.
    let sheet = ScreeningSheet(ScreeningReport(screening, .english), .english)
    #expect(sheet.sections.first?.lines.contains { $0.contains(words) } == true)
  }

  /// Most people are told nothing of the kind.
  @Test func `nothing of the kind is said to whom the rules are for`() throws {
    let set = try shipped.get()
    let row = SituationRow(
      policy: "", on: "2023-10-10",
      facts: "nationality=VEN in=USA arrived=2023-06-15 arrival=between-ports", answer: "",
      standing: "", citation: "", sentence: "")
    #expect(Screening(set, try row.situation(set)).remarks(.english).isEmpty)
  }

  /// What became of the limits at the border before courts is told as of the day asked about: East Bay v. Biden of
  /// 25 July 2023, stayed on 3 August; RAICES v. Noem of 2 July 2025.
  @Test(arguments: [
    ("2023-07-24", "2023-06-01", "lawful-pathways", 0),
    ("2023-07-25", "2023-06-01", "lawful-pathways", 1),
    ("2023-08-03", "2023-06-01", "lawful-pathways", 2),
    ("2025-07-01", "2025-03-01", "proclamation", 0),
    ("2025-07-02", "2025-03-01", "proclamation", 1),
  ])
  func `a limit before the courts is told with its steps`(
    on: String, arrived: String, bar: String, steps: Int
  ) throws {
    let set = try shipped.get()
    let row = SituationRow(
      policy: "", on: on,
      facts: "nationality=VEN in=USA arrived=\(arrived) arrival=between-ports refused-elsewhere=no "
        + "exempt=no appointment=no", answer: "", standing: "", citation: "", sentence: "")
    let report = ScreeningReport(Screening(set, try row.situation(set)), .english)
    let asylum = try #require(report.pathways.first { $0.id == "asylum" })
    let told = try #require(asylum.advice.bars.first { $0.id == bar })
    #expect(told.applies == .yes && asylum.advice.standing == .askLawyer)
    #expect((told.note ?? "").components(separatedBy: "On ").count - 1 == steps)
  }
}
