import Foundation
import Testing

/// The help of every command, as the program describes itself.
@Suite struct HelpTests {
  struct Command: Decodable {
    struct Argument: Decodable {
      var valueName: String
      var abstract: String?
      var shouldDisplay: Bool?
    }

    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// This command and all below it, each with the words that call it.
    func all(after words: [String] = []) -> [(line: String, command: Command)] {
      guard commandName != "help" else { return [] }
      let line = words + [commandName]
      return [(line.joined(separator: " "), self)]
        + (subcommands ?? []).flatMap { $0.all(after: line) }
    }
  }

  struct Description: Decodable {
    var command: Command
  }

  private static func commands() throws -> [(line: String, command: Command)] {
    let text = try Program.shared.get().run("--experimental-dump-help").output
    return try JSONDecoder().decode(Description.self, from: Data(text.utf8)).command.all()
  }

  /// An example calls the command it stands under, and nothing but examples follows the word: what does would be
  /// taken for one where pages are made of the help (`scripts/command-pages.py`).
  @Test func everyCommandEndsWithExamples() throws {
    let commands = try Self.commands()
    #expect(commands.count >= 40)
    for (line, command) in commands {
      #expect(command.abstract?.isEmpty == false, "\(line)")
      let parts = (command.discussion ?? "").components(separatedBy: "EXAMPLES\n")
      #expect(parts.count == 2, "\(line)")
      let examples = parts.last?.split(separator: "\n") ?? []
      #expect(examples.contains { $0.contains(line) }, "\(line)")
      #expect(examples.allSatisfy { $0.hasPrefix("  ") }, "\(line): \(examples)")
    }
  }

  @Test func everyOptionSaysWhatItIsFor() throws {
    for (line, command) in try Self.commands() {
      for argument in command.arguments ?? [] where argument.shouldDisplay != false {
        #expect(argument.abstract?.isEmpty == false, "\(line) \(argument.valueName)")
      }
    }
  }
}
