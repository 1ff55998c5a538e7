import ArgumentParser
import Foundation
import Tabular
import Wording

extension Trocha {
  /// Runs the command that this process was started with, and ends the process.
  package static func run() async {
    StandardStreams.occupy()
    let words = NegativeValues.joined(Array(CommandLine.arguments.dropFirst()))
    do {
      var command = try await asyncParseAsRoot(words)
      let language = language(of: words)
      let fault =
        RepeatedOptions.fault(words, of: type(of: command), language)
        ?? IdleOptions.fault(words, of: command, language)
      if let fault {
        Output.warn("Error: " + fault)
        Foundation.exit(ExitCode.validationFailure.rawValue)
      }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      end(error, language(of: words))
    }
  }

  /// The language that this process was asked to answer in, for what is wrong before a command is read.
  static let spoken = language(of: Array(CommandLine.arguments.dropFirst()))

  /// The language of the answer that was asked for: what ends a command does not know it.
  private static func language(of words: [String]) -> Language {
    let given = Array(zip(words, words.dropFirst())).last { $0.0 == "--lang" }?.1
    let joined = words.last { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
    return Language(rawValue: given ?? joined.map(String.init) ?? "") ?? .english
  }

  /// Says what there is to say, a fault on standard error, and ends with its code.
  private static func end(_ error: any Error, _ language: Language) -> Never {
    let code = exitCode(for: error)
    let text =
      PlainFault.sentence(error, language).map { "Error: " + $0 } ?? fullMessage(for: error)
    if code == .success {
      if !text.isEmpty { Output.write(text + "\n") }
    } else if !text.isEmpty {
      Output.warn(text)
    }
    Foundation.exit(code.rawValue)
  }
}

/// A value with a minus sign is a value: `--change -63` is `--change=-63`. The parser takes it for an option.
enum NegativeValues {
  static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" { return joined + [word] + rest }
      guard word.hasPrefix("--"), !word.contains("="), let next = rest.first, isNegative(next)
      else {
        joined.append(word)
        continue
      }
      joined.append(word + "=" + next)
      rest.removeFirst()
    }
    return joined
  }

  /// Whether a word is a number below zero, or a range that begins with one.
  private static func isNegative(_ word: String) -> Bool {
    let bytes = Array(word.utf8.prefix(3))
    guard bytes.first == UInt8(ascii: "-"), bytes.count > 1 else { return false }
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    return isDigit(bytes[1])
      || bytes.count > 2 && bytes[1] == UInt8(ascii: ".") && isDigit(bytes[2])
  }
}
