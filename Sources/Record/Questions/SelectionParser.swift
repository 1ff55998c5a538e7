/// Turns the words of a question into a ``Selection``: `encounters usbp southwest VEN`,
/// `transits of Venezuelans through the Darién`, `darien-venezuelans`,
/// `returns kind=deportation nationality=GTM|HND`.
///
/// A word or a run of words is looked up among the names and aliases of the vocabulary, the longest
/// run first. The name of a people and three capitals are a nationality. The name of a country is
/// what the word before it says: `in Mexico` is the place; `from Mexico` is where a return starts,
/// and a nationality where no returns are counted. A word that could mean two things is refused with
/// the choices, and so is the name of a country alone.
public struct SelectionParser: Sendable {
  private let vocabulary: Vocabulary
  private var words: QuestionWords

  /// Takes in every name and alias of a vocabulary; keep the parser for several questions.
  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    words = QuestionWords(vocabulary)
  }

  /// A parser that knows measures of tables somebody brought in as well.
  func adding(measures: [String]) -> SelectionParser {
    var copy = self
    copy.words.add(measures: measures)
    return copy
  }

  /// Names of measures that are words for something else: what else they mean, as it can be typed.
  func taken(_ measures: [String]) -> [TakenName] {
    measures.compactMap { measure in
      let others = words.others(than: measure)
      let series = namedSeries(measure)?.id
      return others.isEmpty && series == nil
        ? nil : TakenName(measure: measure, others: others, series: series)
    }
  }

  /// Reads one question.
  ///
  /// - Throws: a ``QuestionError`` for a word that is not known or means several things, when no
  ///   word names a measure, or when there is more than one question.
  public func selection(_ text: String) throws(QuestionError) -> Selection {
    let questions = try questions(text)
    guard questions.count == 1, let question = questions.first else {
      throw .severalSeries(text.shortened, series: questions.map(\.text))
    }
    return question.selection
  }

  /// Reads questions that commas set apart, each on its own, and named series side by side:
  /// `usbp-southwest VEN, transits darien VEN`, `usbp-southwest darien`.
  ///
  /// - Returns: at least one selection, in the order of the text.
  /// - Throws: a ``QuestionError`` for the first question that is not understood.
  public func selections(_ text: String) throws(QuestionError) -> [Selection] {
    try questions(text).map(\.selection)
  }

  /// The named series that a word is the id of.
  public func namedSeries(_ word: String) -> Vocabulary.NamedSeries? {
    vocabulary.namedSeries.first { $0.id == word }
  }

  private func questions(
    _ text: String
  ) throws(QuestionError) -> [(text: String, selection: Selection)] {
    var reader = QuestionReader(text, words, vocabulary)
    var questions: [(text: String, selection: Selection)] = []
    for parts in try reader.read() {
      if let names = try parts.seriesSideBySide() {
        for name in names { questions.append((name, try selection(name))) }
      } else {
        questions.append((parts.text, try parts.selection(vocabulary)))
      }
    }
    guard !questions.isEmpty else {
      throw .noMeasure(words: text.shortened, measures: vocabulary.measures.map(\.id))
    }
    return questions
  }
}

/// A measure whose name is a word for something else.
public struct TakenName: Hashable, Codable, Sendable {
  /// Its name, as the table has it.
  public var measure: String
  /// What else the name means, as it can be typed.
  public var others: [String]
  /// The named series that has this name; `nil` where none has.
  public var series: String?
}
