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
