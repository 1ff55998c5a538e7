import ArgumentParser
import Foundation
import Wording

/// Options that take one value and were given more than one: the parser takes the last and passes the others over,
/// which nobody would see in the answer.
enum RepeatedOptions {
  /// What is wrong with the words of a command line; `nil` where nothing is.
  ///
  /// - Parameter command: that the words were read as.
  static func fault(
    _ words: [String], of command: any ParsableCommand.Type, _ language: Language
  ) -> String? {
    var seen: Set<String> = []
    var repeated: [String] = []
    for word in words.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      let name = String(word.dropFirst(2).prefix { $0 != "=" })
      if !seen.insert(name).inserted, !repeated.contains(name) { repeated.append(name) }
    }
    guard !repeated.isEmpty else { return nil }
    let single = singles(of: command)
    repeated.removeAll { !single.contains($0) }
    guard !repeated.isEmpty else { return nil }
    let names = language.list(repeated.map { "--" + $0 })
    let isOne = repeated.count == 1
    return isOne
      ? language(
        "\(names) is given more than once. Give it once.",
        "\(names) se da más de una vez. Dela una sola vez.")
      : language(
        "\(names) are given more than once. Give each once.",
        "\(names) se dan más de una vez. Dé cada una una sola vez.")
  }

  /// What a command says of its arguments, as far as it matters here.
  private struct Described: Decodable {
    var command: Command

    struct Command: Decodable { var arguments: [Argument]? }
    struct Argument: Decodable {
      var kind: String
      var isRepeating: Bool
      var names: [Name]?
    }
    struct Name: Decodable { var name: String }
  }

  /// The options of a command that take one value.
  private static func singles(of command: any ParsableCommand.Type) -> Set<String> {
    let described = try? JSONDecoder().decode(
      Described.self, from: Data(command._dumpHelp().utf8))
    return Set(
      (described?.command.arguments ?? [])
        .filter { $0.kind == "option" && !$0.isRepeating }
        .flatMap { ($0.names ?? []).map(\.name) })
  }
}
