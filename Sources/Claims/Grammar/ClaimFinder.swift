import Periods
import Policies
import Record
import Wording

/// Finds what a text states in figures.
struct ClaimFinder: Sendable {
  let lexicons: [Language: Lexicon]
  let readings: Readings

  /// A text's sentences, and its claims in the order they stand in.
  func read(_ text: ArticleText, date: Day, language: Language?) -> ArticleReading {
    let tokens = Tokenizer.tokens(of: text)
    let paragraphs = Sentences.paragraphs(tokens, lexicons.values.map(\.sets))
    let guess = LanguageGuess(lexicons: lexicons)
    let main = language ?? guess.language(of: tokens[...], fallback: .english)
    var article = ArticleReading()
    var context = SubjectFinder.Context()
    for (number, paragraph) in paragraphs.enumerated() {
      guard let first = paragraph.first, let last = paragraph.last else { continue }
      let range = first.lowerBound..<last.upperBound
      let own = language ?? guess.language(of: tokens[range], fallback: main)
      guard let lexicon = lexicons[own] else { continue }
      var reader = ParagraphReader(
        text: text, tokens: tokens, date: date, readings: readings, lexicon: lexicon, range: range)
      reader.context = context
      for sentence in paragraph { reader.read(sentence, paragraph: number, into: &article) }
      context = reader.context
      context.paragraphs += 1
    }
    article.claims.sort {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    return article
  }
}

/// Which language a text is in, by the commonest words of each.
struct LanguageGuess: Sendable {
  let lexicons: [Language: Lexicon]

  func language(of tokens: ArraySlice<Token>, fallback: Language) -> Language {
    guard let english = lexicons[.english]?.sets, let spanish = lexicons[.spanish]?.sets else {
      return fallback
    }
    var balance = 0
    for token in tokens.prefix(2000) where token.kind == .word {
      if english.has(token.folded, in: .common) { balance += 1 }
      if spanish.has(token.folded, in: .common) { balance -= 1 }
    }
    if abs(balance) < 2, tokens.count < 2000 || balance == 0 {
      return balance == 0 ? fallback : balance > 0 ? .english : .spanish
    }
    return balance > 0 ? .english : .spanish
  }
}

/// Reads a paragraph sentence by sentence, carrying on what it speaks of.
struct ParagraphReader {
  let text: ArticleText
  let tokens: [Token]
  let date: Day
  let readings: Readings
  let lexicon: Lexicon
  var context = SubjectFinder.Context()
  /// Whether each token of the paragraph stands between quotation marks.
  private let quoted: [Bool]
  private let start: Int

  init(
    text: ArticleText, tokens: [Token], date: Day, readings: Readings, lexicon: Lexicon,
    range: Range<Int>
  ) {
    self.text = text
    self.tokens = tokens
    self.date = date
    self.readings = readings
    self.lexicon = lexicon
    start = range.lowerBound
    var isOpen = false
    quoted = range.map { index in
      if tokens[index].isSymbol("\"") {
        isOpen.toggle()
        return true
      }
      return isOpen
    }
  }

  mutating func read(_ range: Range<Int>, paragraph: Int, into article: inout ArticleReading) {
    let sentence = Sentence(tokens, range, lexicon)
    let (start, quoted) = (start, quoted)
    let reading = SentenceReading(
      sentence, text: text, date: date, readings: readings, context: context,
      isQuoted: { index in quoted.indices.contains(index - start) && quoted[index - start] })
    var builder = ClaimBuilder(reading: reading, context: context)
    builder.build()
    let isLine = range.lowerBound > 0 && tokens[range.lowerBound - 1].kind == .line
    remember(builder, reading, isLine: isLine)
    let index = article.sentences.count
    article.append(reading, paragraph: paragraph, isLine: isLine)
    article.claims += builder.claims.map { claim in
      var claim = claim
      claim.sentence = index
      return claim
    }
  }

  private mutating func remember(
    _ builder: ClaimBuilder, _ reading: SentenceReading, isLine: Bool
  ) {
    if !isLine { context.sentences += 1 }
    if !builder.mainSubjects.isEmpty, !builder.isMainCarried {
      context.subjects = builder.mainSubjects
      context.sentences = 0
      context.paragraphs = 0
    }
    var places: [String] = []
    if let place = context.subjects.first?.selection?.including[.place]?.first {
      places.append(place)
    }
    if let named = reading.mentions.places.last?.id, !places.contains(named) {
      places.append(named)
    }
    if !reading.mentions.places.isEmpty || !builder.mainSubjects.isEmpty { context.places = places }
    if let country = places.compactMap({ place in readings.country(of: place) }).first {
      context.country = country
    }
    for period in builder.saidPeriods.reversed() {
      context.periods.removeAll { $0.period == period.period }
      context.periods.insert(period, at: 0)
    }
    context.periods = Array(context.periods.prefix(3))
  }
}
