import Record

/// How old the newest figure is, under the title of an answer.
struct AgeLine {
  private let age: AgeReport?

  init(_ age: AgeReport?) {
    self.age = age
  }

  /// With the end of the line; empty where no figure was known.
  var text: String {
    guard let sentence = age?.sentence else { return "" }
    return wrap(sentence, to: Terminal.width).map(Terminal.dim).joined(separator: "\n") + "\n"
  }
}
