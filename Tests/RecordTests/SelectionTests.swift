import Record
import Testing

@Suite struct SelectionTests {
  let parser: SelectionParser

  init() throws {
    parser = SelectionParser(try Vocabulary.shipped())
  }

  @Test(arguments: [
    (
      "encounters usbp southwest VEN",
      "measure=encounters place=us-southwest-border component=usbp nationality=VEN"
    ),
    (
      "Encounters Border Patrol southwest border Venezuelans",
      "measure=encounters place=us-southwest-border component=usbp nationality=VEN"
    ),
    ("usbp-southwest", "measure=encounters place=us-southwest-border component=usbp"),
    (
      "usbp-southwest nationality=VEN|CUB",
      "measure=encounters place=us-southwest-border component=usbp nationality=CUB|VEN"
    ),
    ("transits place=darien nationality!=VEN", "measure=transits place=darien nationality!=VEN"),
    (
      "population-of-concern VEN in Colombia",
      "measure=population-of-concern place=COL nationality=VEN"
    ),
    ("tránsitos Darién venezolanos", "measure=transits place=darien nationality=VEN"),
  ])
  func words(_ text: String, _ selection: String) throws {
    #expect(try parser.selection(text).description == selection)
  }

  /// The word before a country says what it is; the measure says where returns start.
  @Test(arguments: [
    ("encounters at the southwest border", "measure=encounters place=us-southwest-border"),
    (
      "transits of Venezuelans through the Darién",
      "measure=transits place=darien nationality=VEN"
    ),
    (
      "tránsitos de venezolanos por el Darién", "measure=transits place=darien nationality=VEN"
    ),
    ("returns from Mexico of Guatemalans", "measure=returns nationality=GTM from=MEX"),
    ("Guatemalans returns from Mexico", "measure=returns nationality=GTM from=MEX"),
    ("retornos de México", "measure=returns from=MEX"),
    ("retornos de guatemaltecas desde México", "measure=returns nationality=GTM from=MEX"),
    ("returns-received from the United States", "measure=returns-received from=USA"),
    ("returns received in Guatemala from MEX", "measure=returns-received place=GTM from=MEX"),
    (
      "deportation flights from the US to Venezuela",
      "measure=deportation-flights from=USA to=VEN"
    ),
    (
      "vuelos de los Estados Unidos a El Salvador", "measure=deportation-flights from=USA to=SLV"
    ),
    ("returns to Guatemala, ", "measure=returns to=GTM"),
    ("returns from Guatemala and Honduras", "measure=returns from=GTM|HND"),
    ("deaths in Mexico", "measure=deaths-and-disappearances place=MEX"),
    ("muertes en México", "measure=deaths-and-disappearances place=MEX"),
    ("deaths of Mexicans in Mexico", "measure=deaths-and-disappearances place=MEX nationality=MEX"),
    ("deaths in Mexico and Guatemala", "measure=deaths-and-disappearances place=GTM|MEX"),
    ("encounters from Colombia", "measure=encounters nationality=COL"),
    ("encuentros de Colombia", "measure=encounters nationality=COL"),
    ("irregular entries to Honduras", "measure=irregular-entries place=HND"),
    ("ingresos irregulares a Honduras", "measure=irregular-entries place=HND"),
    ("population of concern in El Salvador", "measure=population-of-concern place=SLV"),
    ("people of concern in the Bahamas", "measure=population-of-concern place=BHS"),
    ("encounters of Turkish citizens", "measure=encounters nationality=TUR"),
    ("encounters nationality=Argentines", "measure=encounters nationality=ARG"),
    ("encounters of Venezuelans and Cubans", "measure=encounters nationality=CUB|VEN"),
    ("encounters at ports of entry", "measure=encounters component=ofo"),
    ("encounters usbp del rio", "measure=encounters component=usbp sector=del-rio"),
    ("¿muertes en Panamá?", "measure=deaths-and-disappearances place=PAN"),
    // Labels of one dimension are added up.
    ("encounters usbp ofo", "measure=encounters component=ofo|usbp"),
    (
      "encounters southwest northern",
      "measure=encounters place=us-northern-border|us-southwest-border"
    ),
    (
      "encounters place=us-southwest-border|us-northern-border",
      "measure=encounters place=us-northern-border|us-southwest-border"
    ),
    ("transits darien Female, adult", "measure=transits place=darien demographic=female-adult"),
    ("encounters China, Peoples Republic of, ", "refused: in China, nationality=CHN"),
  ])
  func smallWords(_ text: String, _ selection: String) throws {
    #expect(answer(text) == selection)
  }

  /// A country's name is a place or a nationality, in any language and alone; the choices are such
  /// that can be typed.
  @Test(arguments: [
    ("transits panama", "in Panama, nationality=PAN"),
    ("deaths-and-disappearances mexico", "in Mexico, nationality=MEX"),
    ("muertes México", "in Mexico, nationality=MEX"),
    ("irregular-entries honduras", "in Honduras, nationality=HND"),
    ("population-of-concern venezuelans colombia", "in Colombia, nationality=COL"),
    ("population-of-concern venezolanos de Colombia", "in Colombia, nationality=COL"),
    ("encounters estados unidos", "in United States, nationality=USA"),
    ("encounters EE. UU.", "in United States, nationality=USA"),
    ("encounters US", "in United States, nationality=USA"),
    ("encounters india", "in India, nationality=IND"),
    ("encounters ven", "in Venezuela, nationality=VEN"),
    ("encounters to Mexico", "in Mexico, nationality=MEX"),
    ("deaths of Mexico", "in Mexico, nationality=MEX"),
    ("deaths in Mexico Guatemala", "in Guatemala, nationality=GTM"),
    ("returns mexico", "in Mexico, from Mexico, to Mexico, nationality=MEX"),
    ("returned-refugees from Colombia", "in Colombia, nationality=COL"),
    ("encounters of Congolese", "nationality=COD, nationality=COG"),
    ("VEN AND CUB encounters", "and, nationality=AND"),
  ])
  func countriesThatMayBeTwoThings(_ text: String, _ choices: String) {
    #expect(answer(text) == "refused: " + choices)
  }

  /// Every country by its name and by its code: the place after "in", refused alone.
  @Test func everyCountry() throws {
    let vocabulary = try Vocabulary.shipped()
    let countries = vocabulary.terms.filter {
      $0.dimension == .nationality && !["OOO", "STL", "UNK"].contains($0.id)
    }
    for term in countries {
      for name in [term.english, term.spanish] {
        let inside = answer("encounters in \(name)")
        let isState = inside.contains("sector=") || inside.contains("state=")
        #expect(
          inside == "measure=encounters place=\(term.id)"
            || inside.hasPrefix("refused: ") && isState)
        let alone = answer("encounters \(name)")
        #expect(alone.hasPrefix("refused: "), "\(name)")
        #expect(alone.hasSuffix("nationality=\(term.id)"), "\(name)")
      }
      if term.id != "AND" {
        #expect(answer("encounters \(term.id)") == "measure=encounters nationality=\(term.id)")
      }
      for people in [term.peopleEnglish, term.peopleSpanish] + term.demonyms
      where !people.isEmpty && !people.contains("eople from")
        && !people.lowercased().hasPrefix("congole")
      {
        #expect(
          answer("encounters of \(people)") == "measure=encounters nationality=\(term.id)",
          "\(people)")
      }
    }
  }

  /// Two-letter codes are states as well: Pennsylvania and Panama, California and Canada.
  @Test func codesOfTwoLetters() {
    #expect(answer("deaths in US") == "measure=deaths-and-disappearances place=USA")
    #expect(answer("deaths in MX") == "measure=deaths-and-disappearances place=MEX")
    #expect(answer("deaths in CA").hasPrefix("refused: "))
    #expect(answer("deaths en la frontera suroeste").hasSuffix("place=us-southwest-border"))
  }

  /// No table counts all children, and which groups there are differs by publisher.
  @Test(arguments: ["children", "niños y niñas", "niñas y niños", "menores", "niños", "minors"])
  func children(_ word: String) {
    let choices = answer("encounters southwest \(word)")
    #expect(choices.hasPrefix("refused: "))
    for typed in choices.dropFirst("refused: ".count).split(separator: ", ") {
      #expect(!answer("encounters \(typed)").hasPrefix("refused"), "\(typed)")
    }
    #expect(
      answer("encounters unaccompanied children")
        == "measure=encounters demographic=unaccompanied-children")
  }

  // MARK: Several questions

  @Test(arguments: [
    ("usbp-southwest darien", ["usbp-southwest", "darien"]),
    ("darien usbp-southwest ofo-southwest", ["darien", "usbp-southwest", "ofo-southwest"]),
    ("usbp-southwest, darien", ["usbp-southwest", "darien"]),
    ("usbp-southwest,darien", ["usbp-southwest", "darien"]),
    ("usbp-southwest , darien ,", ["usbp-southwest", "darien"]),
    ("usbp-southwest VEN, transits in the Darién", ["usbp-southwest-venezuelans", "darien"]),
    (
      "encounters place=us-southwest-border, darien VEN",
      ["encounters-southwest", "darien-venezuelans"]
    ),
    ("darien darien", ["darien"]),
    ("transits darien", ["darien"]),
  ])
  func severalQuestions(_ text: String, _ series: [String]) throws {
    let vocabulary = try Vocabulary.shipped()
    #expect(try parser.selections(text).map { vocabulary.namedSeries(for: $0)?.id } == series)
    if series.count == 1 {
      #expect(try [parser.selection(text)] == parser.selections(text))
    } else {
      #expect(throws: QuestionError.self) { try parser.selection(text) }
    }
  }

  /// Whether VEN is for one series or for both is not clear.
  @Test func seriesSideBySideWithLabels() {
    let error = QuestionError.severalSeries(
      "usbp-southwest darien VEN", series: ["usbp-southwest", "darien"])
    #expect(throws: error) { try parser.selections("usbp-southwest darien VEN") }
    #expect(throws: QuestionError.self) {
      try parser.selections("usbp-southwest darien nationality!=VEN")
    }
    #expect(
      throws: QuestionError.severalSeries(
        "darien, mexico-returns", series: ["darien", "mexico-returns"])
    ) {
      try parser.selection("darien, mexico-returns")
    }
    #expect("\(error)".contains("names 2 series"))
    // Two measures are two questions, and the second of these names no measure.
    #expect(throws: QuestionError.self) { try parser.selections("encounters and transits") }
    #expect(throws: QuestionError.self) { try parser.selections("encounters southwest, northern") }
  }

  /// Long and strange texts are refused at once, with short messages.
  @Test func textsThatAreNoQuestions() {
    let letters = String(repeating: "x", count: 1_000_000)
    for text in [
      "", " ", ",", ", ,", "=", "the", "in", "in the", "encounters place=", "encounters =x",
      "encounters \(letters)", "encounters \(letters)=x", "\(letters), \(letters)",
      String(repeating: "a ", count: 200_000), "\u{0}\u{FFFD}", "encounters in in in Nowhere",
    ] {
      let error = #expect(throws: QuestionError.self) { try parser.selections(text) }
      #expect((error?.description.count ?? 0) < 1000)
    }
  }

  /// The selection, or the choices of a word that means several things.
  private func answer(_ text: String) -> String {
    do {
      return try parser.selection(text).description
    } catch .ambiguousWord(_, let choices) {
      return "refused: " + choices.joined(separator: ", ")
    } catch {
      return "\(error)"
    }
  }

  /// When is asked apart from what.
  @Test(arguments: [
    ("encounters southwest June 2023", "June 2023", "2023-06"),
    ("encuentros en agosto de 2023", "agosto de 2023", "2023-08"),
    ("transits darien 2023", "2023", "2023"),
    ("deaths in Mexico in FY23", "FY23", "FY2023"),
  ])
  func periodsAmongWords(_ text: String, _ words: String, _ written: String) {
    #expect(throws: QuestionError.periodAmongWords(words, written: written)) {
      try parser.selection(text)
    }
  }

  @Test func wordsThatAreNotKnown() {
    #expect(throws: QuestionError.unknownWord("encountrs", suggestion: "encounters")) {
      try parser.selection("encountrs southwest")
    }
    #expect(throws: QuestionError.unknownDimension("nationalty", suggestion: "nationality")) {
      try parser.selection("encounters nationalty=VEN")
    }
  }

  /// El Paso is a sector of the Border Patrol and a field office.
  @Test func wordsThatMeanTwoThings() {
    #expect(
      throws: QuestionError.ambiguousWord(
        "el paso", choices: ["sector=el-paso", "sector=el-paso-field-office"])
    ) {
      try parser.selection("encounters southwest el paso")
    }
  }

  @Test func everyNamedSeriesIsFoundByItsSelection() throws {
    let vocabulary = try Vocabulary.shipped()
    for series in vocabulary.namedSeries {
      let selection = try parser.selection(series.id)
      #expect(vocabulary.namedSeries(for: selection)?.id == series.id, "\(series.id)")
    }
  }
}
