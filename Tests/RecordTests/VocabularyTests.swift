import Foundation
import Record
import Testing

@Suite struct VocabularyTests {
  let vocabulary: Vocabulary

  init() throws {
    vocabulary = try Vocabulary.shipped()
  }

  /// ISO 3166-1 has 249 countries; Kosovo, Tibet, the former Serbia and Montenegro, the stateless, others and unknown
  /// come with them.
  @Test func everyCountryHasItsCode() {
    let codes = vocabulary.terms.filter { $0.dimension == .nationality }.map(\.id)
    #expect(Set(codes).count == codes.count)
    #expect(codes.count == 249 + 6)
    #expect(codes.allSatisfy { $0.count == 3 && $0 == $0.uppercased() })
  }

  @Test func everythingHasANameInBothLanguages() {
    for term in vocabulary.terms {
      #expect(!term.english.isEmpty && !term.spanish.isEmpty, "\(term.id)")
    }
    for measure in vocabulary.measures {
      for text in [
        measure.english, measure.spanish, measure.unitEnglish, measure.unitSpanish,
        measure.definitionEnglish, measure.definitionSpanish,
      ] {
        #expect(!text.isEmpty, "\(measure.id)")
      }
    }
    for series in vocabulary.namedSeries {
      #expect(!series.english.isEmpty && !series.spanish.isEmpty, "\(series.id)")
    }
  }

  /// A publisher's spelling means one label of a dimension.
  @Test func noSpellingMeansTwoLabels() {
    var labels: [Record.Dimension: [String: Set<String>]] = [:]
    for term in vocabulary.terms {
      for spelling in term.published {
        labels[term.dimension, default: [:]][spelling.lowercased(), default: []].insert(term.id)
      }
    }
    for (dimension, spellings) in labels {
      for (spelling, ids) in spellings where ids.count > 1 {
        Issue.record("\(spelling) means \(ids.sorted()) in \(dimension.rawValue)")
      }
    }
  }

  /// Spellings of CBP's citizenship column, as in its files of 2020 to 2024.
  @Test(arguments: [
    ("VENEZUELA", "VEN"), ("CHINA, PEOPLES REPUBLIC OF", "CHN"), ("MYANMAR (BURMA)", "MMR"),
    ("OTHER", "OOO"), ("TURKEY", "TUR"), ("RUSSIA", "RUS"), ("NICARAGUA", "NIC"), ("CANADA", "CAN"),
    ("PHILIPPINES", "PHL"), ("ROMANIA", "ROU"), ("UKRAINE", "UKR"), ("EL SALVADOR", "SLV"),
  ])
  func spellingsOfCBP(_ spelling: String, _ code: String) {
    #expect(vocabulary.label(.nationality, published: spelling) == code)
  }

  /// Names that UNHCR and IOM use.
  @Test(arguments: [
    ("Venezuela (Bolivarian Republic of)", "VEN"), ("Iran (Islamic Republic of)", "IRN"),
    ("Bolivia (Plurinational State of)", "BOL"), ("Viet Nam", "VNM"), ("Türkiye", "TUR"),
    ("United States of America", "USA"), ("Côte d'Ivoire", "CIV"), ("Syrian Arab Rep.", "SYR"),
  ])
  func otherSpellings(_ spelling: String, _ code: String) {
    #expect(vocabulary.label(.nationality, published: spelling) == code)
  }

  /// A title says whether a country is where people are counted, who they are or where they come
  /// from.
  @Test(arguments: [
    ("deaths-and-disappearances in Mexico", "Deaths and disappearances · Mexico"),
    ("deaths-and-disappearances nationality=MEX", "Deaths and disappearances · Mexicans"),
    ("returns from Mexico of Guatemalans", "Returns · Guatemalans · from Mexico"),
    ("deportation-flights to Cuba", "Deportation flights · to Cuba"),
    ("encounters nationality=AND|OOO", "Encounters · people from Andorra and Other countries"),
    ("encounters nationality!=VEN", "Encounters · not Venezuelans"),
  ])
  func titles(_ words: String, _ title: String) throws {
    let selection = try SelectionParser(vocabulary).selection(words)
    #expect(vocabulary.title(selection, .english) == title)
  }

  /// The people of the corridor's countries and of the larger origins beyond the Americas have a
  /// name in both languages.
  @Test(arguments: [
    "VEN", "COL", "ECU", "PER", "BOL", "CHL", "ARG", "BRA", "PRY", "URY", "GUY", "SUR", "PAN",
    "CRI",
    "NIC", "HND", "SLV", "GTM", "BLZ", "MEX", "USA", "CAN", "CUB", "HTI", "DOM", "JAM", "TTO",
    "BHS",
    "IND", "CHN", "RUS", "TUR", "SEN", "AGO", "CMR", "AFG", "UZB", "SYR", "UKR", "MRT", "GIN",
    "GHA",
    "NGA", "BGD", "NPL", "PAK", "VNM", "GEO", "KGZ", "TJK", "KAZ", "ROU", "MAR", "EGY", "SOM",
    "ERI",
    "ETH", "COD", "TGO", "SLE", "MLI", "BFA", "KEN", "YEM", "IRN", "IRQ", "JOR", "LBN", "PSE",
    "BLR",
  ])
  func peopleHaveNames(_ code: String) throws {
    let term = try #require(vocabulary.term(code, in: .nationality))
    #expect(!term.peopleEnglish.isEmpty && !term.peopleSpanish.isEmpty)
  }

  /// Every label of a named series is one that the vocabulary knows and figures have.
  @Test func namedSeriesHaveFigures() throws {
    let store = try RecordFixture.shared.get().store
    for series in vocabulary.namedSeries {
      let selection = try SelectionParser(vocabulary).selection(series.id)
      let timeline = try store.timeline(selection)
      #expect(timeline.latest(every: timeline.native)?.value != nil, "\(series.id)")
    }
  }
}
