import ArgumentParser
import Record
import Tabular
import Wording

struct WordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word",
    abstract: "Add a publisher's new spelling to the record.",
    discussion: """
      A file with an unknown spelling is refused. Add its meaning once, and import the
      file again; the words are kept in a small table beside the record.

      EXAMPLES
        trocha record word nationality "TÜRKIYE, REPUBLIC OF" TUR
        trocha record word demographic "Single Adult (new)" single-adults
        trocha record word --list
        trocha record word --remove nationality "TÜRKIYE, REPUBLIC OF"
      """)

  @Argument(help: ArgumentHelp("The dimension: nationality, sector, …", valueName: "dimension"))
  var dimension: Record.Dimension?

  @Argument(help: ArgumentHelp("The word as spelled in the file.", valueName: "spelling"))
  var spelling: String?

  @Argument(help: ArgumentHelp("The record's own label for it.", valueName: "label"))
  var label: String?

  @Flag(name: .long, help: "List the words.")
  var list = false

  @Flag(name: .long, help: "Remove a word.")
  var remove = false

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var options: RecordOptions

  func validate() throws {
    if list { return }
    guard dimension != nil, spelling != nil, remove || label != nil else {
      throw ValidationError("Give a dimension, a spelling and a label, or --list.")
    }
    if let dimension, !OwnWords.dimensions.contains(dimension) {
      throw ValidationError("Labels of \(dimension.rawValue) have no spellings.")
    }
  }

  func run() throws {
    // Without the record: a table of words that is damaged keeps it from being opened.
    let path = options.record ?? RecordStore.defaultPath()
    var own = try OwnWords(readable: path)
    let language = options.lang
    let vocabulary = try Vocabulary.shipped()
    if let dimension, let spelling, remove {
      guard try own.take(dimension, spelling) else {
        throw QuestionError.unsuitable(
          Localized(
            "\"\(spelling)\" is not one of your words.", "«\(spelling)» no es una de sus palabras."),
          hint: Localized(
            "`trocha record word --list` shows them.", "`trocha record word --list` las muestra.")
        )
      }
    } else if let dimension, let spelling, let label {
      let known = try options.store().vocabulary
      try own.add(.init(dimension: dimension, spelling: spelling, label: label), to: known)
    }
    if let faults = InputError(own.faults.listed) { Output.warn("\(faults)") }
    if json { return try printJSON(own.words) }
    guard !own.words.isEmpty else {
      return Output.write(language("No words of your own.\n", "No hay palabras propias.\n"))
    }
    var table = TextTable([
      (language("Dimension", "Dimensión"), .left), (language("Spelling", "Grafía"), .left),
      (language("Means", "Significa"), .left),
    ])
    for word in own.words {
      let name = vocabulary.name(word.label, in: word.dimension, language)
      table.add([word.dimension.rawValue, word.spelling, "\(word.label) (\(name))"])
    }
    Output.write(table.text())
  }
}
