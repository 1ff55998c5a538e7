import Wording

/// One thing that can be asked of Trocha: a value made of inputs, and the way to its answer.
///
/// A door (the command line, the service) reads a question from text with ``init(_:besides:)`` and shows
/// its ``Answer``. No door knows what an input means, so that the same question has the same answer
/// through every door.
package protocol Question: Equatable, Sendable {
  /// Encoded by `AnswerJSON`.
  associatedtype Answer: Encodable & Sendable

  /// The words that ask it on the command line, after `trocha`.
  static var command: [String] { get }
  /// Where the service takes it.
  static var address: QuestionAddress { get }
  /// What it answers, in one sentence.
  static var summary: String { get }
  /// In the order of the command's help.
  static var inputs: [Input<Self>] { get }

  /// Every input at its default; an input that has none is empty.
  init()

  /// What is wrong with inputs together that are well formed one by one.
  func faults() -> [InputFault]

  /// - Throws: the errors of the subject, such as a `QuestionError` of the record.
  func answer(in world: World) async throws -> Answer
}

/// Where the service takes a question.
package enum QuestionAddress: Hashable, Sendable {
  /// The inputs are parameters of this path.
  case get(String)
  /// The inputs come in the body, and stay out of addresses, logs and files.
  case post(String)
  /// Only the command line has it, for the reason given.
  case none(String)
}

extension Question {
  package func faults() -> [InputFault] { [] }

  /// Its name among questions: `record-show`.
  package static var name: String { command.joined(separator: "-") }

  /// Reads a question.
  ///
  /// - Parameters:
  ///   - texts: the inputs by name; those that are not there stay at their defaults.
  ///   - others: names that mean something to the door, such as the form of the answer.
  ///   - earlier: what was found wrong before there were texts; an input among it is not missed as well.
  /// - Throws: every fault of every input at once.
  package init(
    _ texts: InputTexts, besides others: Set<String> = [], after earlier: [InputFault] = []
  ) throws(InputFaults) {
    self.init()
    var faults = earlier
    for input in Self.inputs {
      let given = texts[input.name]
      guard !given.isEmpty else {
        let isKnown = earlier.contains { $0.name.replacing("_", with: "-") == input.name }
        if input.isRequired, !isKnown { faults.append(input.missing) }
        continue
      }
      if given.count > 1, input.form.takesOne {
        // The last would be answered and the others passed over.
        faults.append(.repeated(input.name, given))
        continue
      }
      do { try input.read(given, &self) } catch { faults.append(error) }
    }
    let known = others.union(Self.inputs.map(\.name))
    for name in texts.names where !known.contains(name) {
      faults.append(.unknown(name, among: Self.inputs.map(\.name)))
    }
    // Inputs that are not understood can't be compared with one another.
    if faults.isEmpty { faults = self.faults() }
    guard faults.isEmpty else { throw InputFaults(faults) }
  }

  /// The inputs that are not at their defaults, and those that are always written.
  package var texts: InputTexts {
    let usual = Self()
    var texts = InputTexts()
    for input in Self.inputs {
      let written = input.write(self)
      if input.isAlwaysWritten || written != input.write(usual) { texts[input.name] = written }
    }
    return texts
  }
}
