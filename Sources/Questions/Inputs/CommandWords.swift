import Corridors
import Foundation
import Wording

extension Question {
  /// The command line that asks it, word by word: `record`, `show`, `darien`, `--every`, `year`.
  package var commandWords: [String] {
    let texts = texts
    var (following, options): ([String], [String]) = ([], [])
    for input in Self.inputs {
      for text in texts[input.name] {
        switch input.form {
        case .words: following += text.split(separator: " ").map(String.init)
        case .names: following.append(text)
        case .option, .list:
          // Without the sign of equality a value such as -63 would be taken for an option.
          options += text.hasPrefix("-") ? ["--\(input.name)=\(text)"] : ["--\(input.name)", text]
        case .flag: options.append("--\(input.name)")
        case .yesOrNo: options.append(text == "yes" ? "--\(input.name)" : "--no-\(input.name)")
        case .shortcut: break
        }
      }
    }
    let ends = following.contains { $0.hasPrefix("-") } ? ["--"] : []
    return ends.isEmpty
      ? Self.command + following + options : Self.command + options + ends + following
  }

  /// The command that gives the answer again in a shell, without the places of this machine.
  ///
  /// - Parameter corridor: the corridor, where it is one that is not the usual one.
  package func commandLine(_ language: Language, corridor: String? = nil) -> String {
    var words = ["trocha"] + commandWords
    if let corridor, corridor != CorridorFolder.standard {
      words += ["--corridor", URL(fileURLWithPath: corridor).lastPathComponent]
    }
    if language != .english { words += ["--lang", language.rawValue] }
    return words.map(Shell.quoted).joined(separator: " ")
  }

  /// The inputs as parameters of an address: `q=darien&every=year`.
  package var query: String { texts.query(Self.inputs.map(\.name)) }
}

/// Words of a POSIX shell.
package enum Shell {
  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@%+=:,./-_")

  /// A word as it is typed: in quotes where the shell would read something into it.
  package static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.allSatisfy(plain.contains) { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
