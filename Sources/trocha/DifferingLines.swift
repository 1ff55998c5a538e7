import Record
import Wording

/// Other datasets' figures under an answer on the terminal.
struct DifferingLines {
  /// More are left to JSON.
  static let most = 4

  let shown: ArraySlice<DifferingReport>
  let count: Int

  /// - Parameter count: how many there are, those that are not shown with them.
  init(shown: ArraySlice<DifferingReport>, of count: Int) {
    self.shown = shown
    self.count = count
  }

  func lines(_ language: Language) -> [String] {
    let more = count - shown.count
    return shown.map { $0.text(language) }
      + (more > 0
        ? [
          language(
            "\(more) more such figures; --json lists them.",
            "Hay \(more) cifras más; --json las enumera.")
        ] : [])
  }
}
