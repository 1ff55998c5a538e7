/// Yes, no, or unknown because a fact is missing: Kleene's strong three-valued logic.
package enum Answer: String, Codable, CaseIterable, Hashable, Sendable {
  case yes
  case no
  case unknown

  package init(_ known: Bool) { self = known ? .yes : .no }

  static prefix func ! (answer: Answer) -> Answer {
    switch answer {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }

  /// Yes when all are yes; no when any is no, whatever the others are.
  static func all(_ answers: [Answer]) -> Answer {
    answers.contains(.no) ? .no : answers.contains(.unknown) ? .unknown : .yes
  }

  /// Yes when any is yes; no when all are no.
  static func any(_ answers: [Answer]) -> Answer {
    answers.contains(.yes) ? .yes : answers.contains(.unknown) ? .unknown : .no
  }
}
