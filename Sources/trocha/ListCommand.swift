import ArgumentParser
import Periods
import Record
import Tabular
import Wording

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the named series, with the figures held for each.",
    discussion: """
      Any other question can be asked in words; `--measures` lists what can be counted, `--labels`
      the labels of a dimension.

      EXAMPLES
        trocha record list
        trocha record list --measures
        trocha record list --labels sector
        trocha record list --xlsx series.xlsx
      """)

  @Flag(name: .long, help: "List what can be counted instead.")
  var measures = false

  @Option(
    name: .long,
    help: ArgumentHelp("List the labels of a dimension instead.", valueName: "dimension"))
  var labels: Dimension?

  @Flag(name: .long, help: "Write JSON.")
  var json = false

  @OptionGroup var form: CSVForm

  @OptionGroup var workbook: WorkbookOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var options: RecordOptions

  func validate() throws {
    try OneForm.check([("--json", json), ("--csv", form.isAsked)])
    try OneForm.check([("--measures", measures), ("--labels", labels != nil)])
    if measures || labels != nil, asOf.asOf != nil {
      throw ValidationError("--as-of: words are the same on every day; leave it out.")
    }
  }

  func run() throws {
    let store = try options.store()
    if let labels {
      try listLabels(labels, store)
    } else if measures {
      try listMeasures(store)
    } else {
      try listSeries(store)
    }
  }

  private func listSeries(_ store: RecordStore) throws {
    let language = options.lang
    var table = TextTable([
      (language("Name", "Nombre"), .left), (language("What it counts", "Qué cuenta"), .left),
      (language("From", "Desde"), .left), (language("To", "Hasta"), .left),
      (language("Last figure", "Última cifra"), .right),
      (language("Months old", "Antigüedad, meses"), .right), (language("Due", "Faltan"), .right),
    ])
    let entries = try store.seriesEntries(asOf: asOf.asOf, language)
    try workbook.take(
      .series(entries, language), Localized("Series that have a name", "Series con nombre"),
      asOf: asOf.asOf, command: ["list"] + (asOf.asOf.map { ["--as-of", "\($0)"] } ?? []), store,
      language)
    for entry in entries {
      table.add([
        entry.series, entry.title, entry.first.map(short) ?? "–", entry.last.map(short) ?? "–",
        entry.value.map(language.count) ?? "–",
        entry.age.map { "\($0.ageMonths)" } ?? "–",
        entry.age.map { $0.complete ? language("complete", "completa") : "\($0.dueSince)" } ?? "–",
      ])
    }
    if json { return try printJSON(entries) }
    Output.write(form.isAsked ? form.marked(table.csv) : table.text() + "\n" + explained(entries))
  }

  /// A fiscal year as it is asked for, since its words would take the place of the names.
  private func short(_ period: Period) -> String {
    period.granularity == .fiscalYear ? period.description : options.lang.shortPeriod(period)
  }

  /// What the last two columns say, in words.
  private func explained(_ entries: [SeriesEntry]) -> String {
    let language = options.lang
    let ages = entries.compactMap(\.age)
    guard let on = ages.map(\.on).max() else { return "" }
    let late = ages.filter(\.late).count
    let text = language(
      "On \(language.day(on)) \(late) of \(entries.count) series had releases due that are not held; "
        + "`trocha record calendar` shows each.",
      "Al \(language.day(on)), a \(late) de \(entries.count) series les faltan publicaciones; "
        + "`trocha record calendar` las detalla.")
    return wrap(text, to: Terminal.width).joined(separator: "\n") + "\n"
  }

  private func listMeasures(_ store: RecordStore) throws {
    let language = options.lang
    let entries = try store.vocabulary.measures.map { MeasureEntry($0, language) }
    try workbook.take(
      .measures(entries, language), Localized("What can be counted", "Lo que se puede contar"),
      command: ["list", "--measures"], store, language)
    if json { return try printJSON(entries) }
    var table = TextTable([
      (language("Measure", "Medida"), .left), (language("What it counts", "Qué cuenta"), .left),
    ])
    for entry in entries { table.add([entry.measure, entry.definition]) }
    Output.write(form.isAsked ? form.marked(table.csv) : table.text())
  }

  private func listLabels(_ dimension: Dimension, _ store: RecordStore) throws {
    let entries = try store.vocabulary.labels(dimension, options.lang)
    try workbook.take(
      .labels(entries, of: dimension, options.lang),
      Localized("Labels of \(dimension.rawValue)", "Etiquetas de \(dimension.rawValue)"),
      command: ["list", "--labels", dimension.rawValue], store, options.lang)
    if json { return try printJSON(entries) }
    var table = TextTable([(dimension.rawValue, .left), (options.lang("Name", "Nombre"), .left)])
    for entry in entries { table.add([entry.label, entry.name]) }
    Output.write(form.isAsked ? form.marked(table.csv) : table.text())
  }
}
