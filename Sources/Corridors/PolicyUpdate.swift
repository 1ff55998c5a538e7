import Foundation
import Periods
import Policies
import Tabular
import Wording

/// A newer policy file for a corridor, read and checked, with what it changes.
package struct PolicyUpdate: Sendable {
  /// The policies that the corridor has now, and those of the file.
  package let held: PolicySet
  package let new: PolicySet
  package let changes: PolicyChanges
  package let answers: AnswerChanges
  /// The day through which the held file's rules were checked, where it is later than the new one's.
  package let overridden: Day?
  private let own: OwnPolicies
  private let bytes: Data
  private let name: String
  private let today: Day

  /// Reads and checks a file. Nothing is changed.
  ///
  /// - Parameters:
  ///   - isForced: whether a file whose rules were checked through an earlier day is taken, too.
  ///   - today: no rule can have been checked through a later day.
  /// - Throws: an `InputError` with everything that is wrong with the file, alone and for the corridor.
  package init(
    from path: String, for corridor: CorridorFolder, isForced: Bool = false, today: Day = .today,
    _ language: Language
  ) throws(InputError) {
    guard let own = corridor.ownPolicies else {
      throw InputError(
        InputIssue(
          file: corridor.path, expected: "a corridor that came with Trocha",
          found: "a folder of yours",
          hint: "Its rules are in \(corridor.path)/policies.yaml: change that file."))
    }
    let new = try PolicyReader.read(path)
    let held = try corridor.policies()
    try PolicyUpdate.check(new, against: held, file: path, isForced: isForced, today: today)
    var other = corridor
    other.policiesPath = path
    // Places, practices and counts of the corridor that the rules must fit.
    if corridor.has("movement.yaml") { _ = try other.movement() }
    bytes = Data(try ByteStream(path: path).readAll(limit: 1 << 22))
    let now = FileManager.default.contents(atPath: corridor.policiesPath)
    isHeld = now == bytes
    self.own = own
    self.new = new
    self.held = held
    name = path
    self.today = today
    changes = PolicyChanges(from: held, to: new, language)
    answers = AnswerChanges(from: held, to: new, changes, today: today, language)
    overridden = held.checked.flatMap { day in new.checked.map { $0 < day } ?? true ? day : nil }
  }

  private static func check(
    _ new: PolicySet, against held: PolicySet, file: String, isForced: Bool, today: Day
  ) throws(InputError) {
    var issues = InputIssues(file: file)
    if new.destination != held.destination {
      issues.add(
        expected: "policies of this corridor, with the destination \(held.destination)",
        found: new.destination, hint: "Name the corridor with --corridor.")
    }
    if let checked = new.checked {
      if checked > today {
        issues.add(
          expected: "a day through which the rules can have been checked, today at the latest",
          found: "checked: \(checked)",
          hint: "Write the day on which every rule was last looked up.")
      }
      if let before = held.checked, checked < before, !isForced {
        issues.add(
          expected: "rules checked through \(before), as those held, or later",
          found: "checked: \(checked)", hint: "With --force the older file is taken all the same.")
      }
    } else {
      issues.add(
        expected: "the day through which its rules were checked", found: "none",
        hint: "Add a line such as checked: \(today), once every rule was looked up.")
    }
    try issues.check()
  }

  /// Whether the corridor's rules are those of the file already, byte for byte.
  package let isHeld: Bool

  /// Where the file is kept.
  package var path: String { own.path }

  /// Keeps the file, so that it is read from now on.
  ///
  /// - Throws: an error of the file system; nothing has then changed.
  package func keep() throws {
    try own.keep(bytes, named: name, taken: today, over: overridden)
  }
}
