import ArgumentParser
import Corridors
import Foundation
import Logging
import Service

struct MCPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Answer an assistant's questions over the Model Context Protocol.",
    discussion: """
      A client starts this command and speaks with it over standard input and output, a JSON-RPC message \
      on each line. Each question that only reads is a tool, with the answer of its --json. Nothing is \
      written unless --allow-import is given. docs/assistants.md shows how to connect it.

      EXAMPLES
        trocha mcp
        trocha mcp --record my-record.sqlite --lang es
        trocha mcp --allow-import
      """)

  @Flag(
    name: .long,
    help: "Also offer to read files of this machine into the record, by their paths.")
  var allowImport = false

  @Option(help: ArgumentHelp("Corridor, by name or folder.", valueName: "corridor"))
  var corridor = CorridorFolder.standard

  @Option(help: ArgumentHelp("Log level: error, warning, info or debug.", valueName: "level"))
  var logLevel = Logger.Level.warning

  @OptionGroup var options: RecordOptions

  func run() async throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    var logger = Logger(label: "trocha")
    logger.logLevel = logLevel
    let pipe = MCPPipe(
      options.world(corridor: corridor), allowsImport: allowImport, logger: logger)
    await pipe.run { Foundation.exit(EXIT_SUCCESS) }
  }
}
