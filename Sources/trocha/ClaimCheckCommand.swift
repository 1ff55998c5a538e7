import ArgumentParser
import Claims
import Questions
import Record
import Tabular
import Wording

package struct ClaimCheckCommand: AskingCommand {
  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: CheckQuestion.summary,
    discussion: """
      Reads English and Spanish, as text, HTML, Markdown, e-mail or PDF. Each figure gets a verdict: supported, \
      supported after rounding, revised since, off, a slip (with the intended figure), not \
      checkable here, or not a claim the record covers. The answer gives the series, the source and \
      the arithmetic.

      EXAMPLES
        trocha check --say "Border Patrol made 181,509 arrests in August, up 37% from July" --date 2023-10-05
        trocha check article.txt --date 2023-10-05
        trocha check article.html --html checked.html
        trocha check release.pdf newsletter.eml drafts/ --json
        trocha check article.txt --choose
        trocha check article.txt --choice 3=2 --sentences
        trocha check --watch drafts/
        cat article.md | trocha check - --date 2023-10-05 --json
        trocha check --labelled passages.jsonl
      """)

  @Argument(
    help: ArgumentHelp("Articles, and folders of them; - for standard input.", valueName: "file"))
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check each file that appears or changes in a folder, until Ctrl-C.", valueName: "folder"))
  var watch: String?

  @Option(help: ArgumentHelp("Check one sentence.", valueName: "text"))
  var say: String?

  @OptionGroup package var asking: QuestionArguments<CheckQuestion>

  @Option(help: "Language of the text and of the answer: en or es (default: the text's).")
  var lang: Language?

  @Option(help: "text, html, markdown, email or pdf (default: detected from the file).")
  var format: DocumentKind?

  @Option(
    help: ArgumentHelp(
      "The record's file (default: trocha/record.sqlite in the XDG data folder).", valueName: "path"
    ))
  var record: String?

  @Option(help: ArgumentHelp("Corridor whose policies are used.", valueName: "corridor"))
  var corridor = "venezuela-us"

  @Option(
    help: ArgumentHelp(
      "Write the marked-up article as a page; - for standard output; for several, a folder.",
      valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write the verdicts as ClaimReview (JSON-LD); - for standard output; for several, a folder.",
      valueName: "file"))
  var claimReview: String?

  @Option(help: ArgumentHelp("Publisher of the ClaimReview.", valueName: "name"))
  var publisher = "Trocha"

  @Option(help: ArgumentHelp("Title of the page (default: the headline).", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "Score the checker on labelled passages (JSON lines) or sentences (CSV).",
      valueName: "file"))
  var labelled: String?

  @Flag(name: .long, help: "Answer as JSON.")
  var json = false

  @OptionGroup(title: "What a figure means")
  var choosing: ChoiceOptions

  @Option(help: .hidden)
  var timings: Int?

  package init() {}

  package func validate() throws {
    _ = try question
    if [say != nil, watch != nil, !files.isEmpty].count(where: \.self) > 1 {
      throw ValidationError("Give files, or --say, or --watch.")
    }
    let isOne = watch == nil && (files.isEmpty || ArticleNames(files).isOne)
    if !isOne, html == "-" || claimReview == "-" {
      throw ValidationError("The pages of several articles need a folder.")
    }
    if !isOne || labelled != nil, choosing.isOfOne {
      throw ValidationError(
        "Readings and sentences work for one article at a time.")
    }
  }

  package func run() async throws {
    if let watch {
      // What comes into the folder while the record is opened is new already.
      let folder = try FolderWatch(watch)
      return try articles(checker()).watch(folder)
    }
    let check = try checker()
    if let timings { return try time(check, runs: timings) }
    if let labelled { return try ClaimScores(path: labelled, json: json).write(check) }
    let names = ArticleNames(files)
    if !files.isEmpty, !names.isOne {
      return try articles(check).several(names)
    }
    let (document, name) = try input()
    let asked = try asked()
    let report = try choosing.report(record: record ?? RecordStore.defaultPath()) {
      asked(document, $0).report(by: check)
    }
    try articles(check).answer.write(report, name: name)
  }

  /// The question about a text, with the readings that were chosen for it.
  private func asked() throws -> (Document, [Choice]) -> CheckQuestion {
    var question = try question
    (question.textLanguage, question.answerLanguage) = (lang, lang)
    return { [question] document, choices in
      var asked = question
      (asked.document, asked.choices) = (document, choices)
      return asked
    }
  }

  private func articles(_ check: ClaimCheck) throws -> ArticleRun {
    let asked = try asked()
    return ArticleRun(
      report: { asked($0, []).report(by: check) }, kind: format,
      answer: ArticleAnswer(
        json: json, html: html, claimReview: claimReview, publisher: publisher, title: title,
        sentences: choosing.sentences))
  }

  /// Milliseconds of each of several checks of the same text, the first of which asks the record.
  private func time(_ check: ClaimCheck, runs: Int) throws {
    let clock = ContinuousClock()
    for _ in 0..<max(1, runs) {
      var claims = 0
      let took = try clock.measure {
        let (document, _) = try input()
        claims = try asked()(document, []).report(by: check).claims.count
      }
      Output.write(
        "\(Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1000) \(claims)\n"
      )
    }
  }

  private func checker() throws -> ClaimCheck {
    try RecordOptions.world(record, lang ?? .english, corridor: corridor).checker()
  }

  private func input() throws -> (document: Document, name: String) {
    if let say { return (Document(text: say), "Trocha") }
    guard let file = files.first else {
      throw ValidationError("Give a file, - or --say \"…\".")
    }
    return (try ArticleFile(name: file).document(format), file)
  }
}

extension DocumentKind: ExpressibleByArgument {}
