import Periods
import Wording

/// One or several series beside one another, as counted or reckoned: by the day, as a change, or as
/// a part of another.
package struct SeriesTableReport: Encodable, Sendable {
  package var every: Granularity
  /// What was made of the counts; `nil` for the counts themselves.
  package var transform: SeriesTransform?
  /// The series that shares are taken of.
  package var of: String?
  package var asOf: Day?
  package var columns: [Column]
  package var sources: [SourceReport]

  package struct Column: Encodable, Sendable {
    package var series: String
    package var query: String
    package var title: String
    package var unit: String
    package var cells: [Cell]
    /// How old the newest figure held is; left out when none is.
    package var age: AgeReport?
  }

  package struct Cell: Encodable, Sendable {
    package var period: Period
    package var value: Double?
    package var exactness: Exactness
    package var sources: [String]
    package var note: String

    enum CodingKeys: String, CodingKey {
      case period, value, sources, note
      case exactness = "hedge"
    }

    /// A number that is not known is written as null.
    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(period, forKey: .period)
      try container.encode(value, forKey: .value)
      try container.encode(exactness, forKey: .exactness)
      try container.encode(sources, forKey: .sources)
      try container.encode(note, forKey: .note)
    }
  }

  /// The periods of the rows: those of any column, since days and ranges of them are shown only
  /// where they are held.
  package var periods: [Period] { Set(columns.flatMap { $0.cells.map(\.period) }).sorted() }

  /// What is said beside single numbers, each with its series and its periods.
  package func footnotes(_ language: Language) -> [String] {
    columns.flatMap { column in
      var notes: [String] = []
      var periods: [String: [Period]] = [:]
      for cell in column.cells where !cell.note.isEmpty {
        if periods[cell.note] == nil { notes.append(cell.note) }
        periods[cell.note, default: []].append(cell.period)
      }
      return notes.map { note in
        "\(column.title), \(language.runs(of: periods[note] ?? [])): \(note)."
      }
    }
  }
}

/// What is asked of several series at once.
package struct SeriesTableQuestion: Sendable {
  package var series: [SeriesQuestion]
  package var transform: SeriesTransform?
  /// What shares are taken of.
  package var whole: Selection?

  package init(_ series: [SeriesQuestion], transform: SeriesTransform? = nil, of whole: Selection?)
  {
    self.series = series
    self.transform = transform
    self.whole = whole
  }
}

extension RecordStore {
  /// Answers a question about several series.
  ///
  /// - Throws: a ``QuestionError`` when one of them is not held, or when the transform makes no sense
  ///   of it.
  package func table(
    _ question: SeriesTableQuestion, today: Day = .today, _ language: Language
  ) throws -> SeriesTableReport {
    if let whole = question.whole {
      for asked in question.series { try check(asked.selection, isPartOf: whole) }
    }
    let timelines = try question.series.map { try timeline($0.selection, asOf: $0.asOf) }
    guard let first = question.series.first, let leading = timelines.first else {
      throw QuestionError.unsuitable(
        Localized("No series is named.", "No se nombra ninguna serie."),
        hint: Localized("`trocha record list` shows them.", "`trocha record list` las muestra."))
    }
    let every = first.granularity(leading)
    let ranges = zip(question.series, timelines).compactMap { asked, timeline in
      asked.range(timeline) ?? timeline.coverage(every: every)
    }
    let range = ranges.dropFirst().reduce(ranges.first) { known, next in
      known.flatMap { Period(from: min($0.first, next.first), through: max($0.last, next.last)) }
    }
    let whole = try question.whole.map { try timeline($0, asOf: first.asOf) }
    if timelines.allSatisfy({ $0.shown(every: every, within: range).isEmpty }),
      let none = leading.nothing(every: first.every)
    {
      throw none
    }
    let columns = try zip(question.series, timelines).map { asked, timeline in
      var column = try column(asked, timeline, question.transform, whole, every, range, language)
      column.age = age(of: timeline, today: today).map { AgeReport($0, language) }
      return column
    }
    let used = Set(columns.flatMap { $0.cells.flatMap(\.sources) })
    let sources = (timelines + [whole].compactMap(\.self)).flatMap { $0.sources.values }
      .reduce(into: [Source.ID: Source]()) { $0[$1.id] = $1 }
    return SeriesTableReport(
      every: every, transform: question.transform, of: question.whole.map { "\($0)" },
      asOf: first.asOf, columns: columns,
      sources: sources.values.filter { used.contains($0.id) }.sorted { $0.id < $1.id }
        .map { SourceReport($0) })
  }

  /// A share is of a whole that counts the same, and in which the part lies.
  private func check(
    _ part: Selection, isPartOf whole: Selection
  ) throws(QuestionError) {
    if part.measure != whole.measure {
      let name = { (selection: Selection, language: Language) in
        vocabulary.name(selection.measure, in: .measure, language)
      }
      throw .unsuitable(
        Localized(
          "\(name(part, .english)) are no part of \(name(whole, .english)): they count different things.",
          "\(name(part, .spanish)) no es parte de \(name(whole, .spanish)): cuentan cosas distintas."
        ),
        hint: Localized(
          "Ask for a share of the same measure, or show both side by side.",
          "Pida la parte de la misma medida, o vea ambas lado a lado."))
    }
    let outside = Dimension.allCases.filter { !part.lies(in: whole, $0, vocabulary.places) }
    guard let dimension = outside.first else { return }
    throw .unsuitable(
      Localized(
        "\(part) does not lie in \(whole), by \(dimension.rawValue).",
        "\(part) no está dentro de \(whole), por \(dimension.rawValue)."),
      hint: Localized(
        "A share is of a whole that includes the part.",
        "Una parte se calcula sobre un total que la incluye."))
  }

  private func column(
    _ asked: SeriesQuestion, _ timeline: Timeline, _ transform: SeriesTransform?,
    _ whole: Timeline?, _ every: Granularity, _ range: Period?, _ language: Language
  ) throws -> SeriesTableReport.Column {
    let shown = timeline.shown(every: every, within: range)
    let cells: [SeriesTableReport.Cell]
    if let transform {
      // A change needs the period before each that is shown.
      let before = range.flatMap { range in
        Period(from: every.period(holding: range.first).previous.first, through: range.last)
      }
      let own = Set(shown.map(\.period))
      let observations =
        timeline.observations(every: every, within: before).filter { !own.contains($0.period) }
        + shown
      if transform == .perDay, timeline.nature == nil {
        throw QuestionError.unsuitable(
          Localized(
            "There is no number a day of \(asked.selection.measure): \(Nature.unsaid.en).",
            "No hay un número por día de \(asked.selection.measure): \(Nature.unsaid.es)."),
          hint: Localized(
            "Say it in the column nature (docs/data.md), or ask for its change.",
            "Dígalo en la columna nature (docs/data.md), o pida su cambio."))
      }
      let made = try transform.apply(
        to: observations, isStock: timeline.isStock,
        whole: whole?.shown(every: every, within: range) ?? [], language)
      cells = made.filter { range?.contains($0.period) ?? true }.map { cell in
        SeriesTableReport.Cell(
          period: cell.period, value: cell.value, exactness: cell.exactness, sources: cell.sources,
          note: cell.note)
      }
    } else {
      cells = shown.map { cell in
        SeriesTableReport.Cell(
          period: cell.period, value: cell.value, exactness: cell.exactness, sources: cell.sources,
          note: cell.note(language))
      }
    }
    return SeriesTableReport.Column(
      series: vocabulary.namedSeries(for: asked.selection)?.id ?? "\(asked.selection)",
      query: "\(asked.selection)", title: vocabulary.title(timeline, language),
      unit: vocabulary.unit(asked.selection, language), cells: cells)
  }
}

extension Selection {
  /// Whether all that is selected is among what another selects, in one dimension.
  fileprivate func lies(in whole: Selection, _ dimension: Dimension, _ places: PlaceTree) -> Bool {
    let own = including[dimension]
    if let wider = whole.including[dimension] {
      guard let own else { return false }
      let isInside = own.allSatisfy { label in
        wider.contains { label == $0 || (dimension == .place && places.isInside(label, $0)) }
      }
      if !isInside { return false }
    }
    guard let left = whole.excluding[dimension] else { return true }
    let leaves = excluding[dimension] ?? []
    return own.map { Set($0).isDisjoint(with: left) } ?? left.allSatisfy(leaves.contains)
  }
}
