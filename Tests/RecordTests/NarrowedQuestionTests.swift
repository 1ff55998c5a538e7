import Periods
import Record
import Testing

/// Labels that stand beside a series, or beside one another.
@Suite struct NarrowedQuestionTests {
  private let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  private func answer(_ text: String) -> String {
    do {
      return try fixture.selection(text).description
    } catch QuestionError.ambiguousWord(_, let choices) {
      return "which: " + choices.joined(separator: ", ")
    } catch {
      return "refused: \(error)"
    }
  }

  /// A label that lies in a series' own narrows it.
  @Test(arguments: [
    ("missing-migrants-americas place=MEX", "measure=deaths-and-disappearances place=MEX"),
    ("missing-migrants-americas in Panama", "measure=deaths-and-disappearances place=PAN"),
    (
      "venezuelans-abroad kind=refugee",
      "measure=population-of-concern place!=VEN kind=refugee nationality=VEN"
    ),
    (
      "usbp-southwest component=usbp", "measure=encounters place=us-southwest-border component=usbp"
    ),
  ])
  func narrowed(_ text: String, _ selection: String) {
    #expect(answer(text) == selection)
  }

  /// 288 dead and missing in Mexico in 2022, of 1,514 in the Americas.
  @Test func mexicoIsNotTheAmericas() throws {
    #expect(
      try fixture.value("missing-migrants-americas place=MEX", "2022")
        == fixture.value("deaths-and-disappearances in Mexico", "2022"))
    #expect(try fixture.value("missing-migrants-americas place=MEX", "2022") == 288)
  }

  /// One that lies outside is no part of the series.
  @Test(arguments: [
    "usbp-southwest component=ofo", "venezuelans-abroad in VEN", "darien place=COL",
    "darien-venezuelans nationality=COL",
  ])
  func outside(_ text: String) {
    #expect(answer(text).contains("is no part of"), "\(answer(text))")
  }

  @Test(arguments: [
    ("deaths in Mexico place=americas", "which: place=MEX, place=americas"),
    (
      "population-of-concern VEN PER",
      "which: nationality=VEN|PER, VEN in PER, PER in VEN"
    ),
    (
      "population-of-concern Venezuelans PER",
      "which: nationality=VEN|PER, VEN in PER, PER in VEN"
    ),
    ("PER population-of-concern Venezuelans", "which: nationality=PER|VEN, PER in VEN, VEN in PER"),
    ("population-of-concern VEN|PER", "measure=population-of-concern nationality=PER|VEN"),
    ("population-of-concern VEN,PER", "measure=population-of-concern nationality=PER|VEN"),
    (
      "population-of-concern VEN, PER, COL", "measure=population-of-concern nationality=COL|PER|VEN"
    ),
    ("population-of-concern VEN and PER", "measure=population-of-concern nationality=PER|VEN"),
    ("population-of-concern VEN in PER", "measure=population-of-concern place=PER nationality=VEN"),
    ("deaths in MEX|GTM", "measure=deaths-and-disappearances place=GTM|MEX"),
    ("encounters VEN OOO", "measure=encounters nationality=OOO|VEN"),
  ])
  func besideOneAnother(_ text: String, _ expected: String) {
    #expect(answer(text) == expected)
  }

  /// A measure of one's own is a word; one that is a word already stays what it is.
  @Test func heldMeasures() throws {
    let own = try RecordFixture(seeded: false)
    let text = TidyFixture.table(
      "measure,place,period,value", "shelter-stays,CRI,2024-01,10", "southwest,CRI,2024-01,1")
    _ = try own.store.importFile(path: try own.file("a.csv", text))
    let parser = own.store.parser
    #expect(try parser.selection("shelter-stays place=CRI").measure == "shelter-stays")
    #expect(try parser.selection("shelter stays in Costa Rica").measure == "shelter-stays")
    #expect(
      try parser.selection("encounters southwest").description
        == "measure=encounters place=us-southwest-border")
    #expect(throws: QuestionError.self) { try parser.selection("shelter-nights place=CRI") }
  }
}
