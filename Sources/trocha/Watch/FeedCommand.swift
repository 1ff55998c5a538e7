import ArgumentParser
import Questions
import Record
import Reports
import Wording

package struct FeedCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "feed",
    abstract: FeedQuestion.summary,
    discussion: """
      The news is taken from the releases held: the first number of each period, the numbers that took its \
      place, and a release that was due and is not held. `trocha watch` shows which of them are new.

      EXAMPLES
        trocha record feed usbp-southwest
        trocha record feed darien --periods 12 --atom > darien.atom
      """)

  package init() {}

  @OptionGroup package var asking: QuestionArguments<FeedQuestion>

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @Flag(name: .long, help: "Write an Atom feed (RFC 4287).")
  var atom = false

  @Flag(name: .long, help: "Write a JSON Feed (version 1.1).")
  var jsonFeed = false

  @OptionGroup var options: RecordOptions

  package func validate() throws {
    _ = try question
    if [json, atom, jsonFeed].count(where: { $0 }) > 1 {
      throw ValidationError("Choose one of --json, --atom and --json-feed.")
    }
  }

  package func run() async throws {
    let news = try await question.answer(in: options.world())
    if json { return try printJSON(news) }
    if atom { return Output.write(AtomFeed(news).text) }
    if jsonFeed { return Output.write(try JSONFeed(news).text) }
    Output.write(
      Terminal.bold(news.title) + "\n" + AgeLine(news.age).text + "\n" + NewsList(news.items).text)
  }
}

/// News on the terminal, each with its day.
struct NewsList {
  private let items: [SeriesNews.Item]

  init(_ items: [SeriesNews.Item]) {
    self.items = items
  }

  var text: String {
    let indent = String(repeating: " ", count: 12)
    return items.flatMap { item in
      wrap(item.text, to: Terminal.width - indent.count).enumerated().map { index, line in
        (index == 0 ? "\(item.day)  " : indent) + line + "\n"
      }
    }.joined()
  }
}
