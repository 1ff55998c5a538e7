import Foundation
import Periods
import Record
import Testing

/// Regions of the world in tables that count by country. Expected values are read off the rows.
@Suite struct RegionTests {
  private static let header =
    "measure,place,nationality,event,period,value,source,dataset,publisher,title,published,"
    + "leaves_out_zeros,covers\n"

  private func fixture(_ rows: [String], covers: String) throws -> RecordFixture {
    let fixture = try RecordFixture(seeded: false)
    let details = "a,a,Office,Counts,2032-01-01,true,\(covers)"
    let text = Self.header + rows.map { "\($0),\(details)\n" }.joined()
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    return fixture
  }

  private func refusal(_ fixture: RecordFixture, _ query: String) -> String {
    do {
      _ = try fixture.store.timeline(fixture.selection(query))
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func aRegionIsItsCountries() throws {
    let fixture = try fixture(
      [
        "survivors,CUB,,,2031,3", "survivors,HTI,,,2031,4", "survivors,COL,,,2031,5",
        "survivors,MEX,,,2031,6",
      ], covers: "place=whole")
    #expect(try fixture.value("survivors in the Caribbean", "2031") == 7)
    #expect(try fixture.value("survivors in South America", "2031") == 5)
    #expect(try fixture.value("survivors in the Americas", "2031") == 18)
    #expect(try fixture.value("survivors place!=caribbean", "2031") == 11)
  }

  /// The same within the Americas, and for a people.
  @Test func aRegionWithinAnother() throws {
    let fixture = try fixture(
      ["survivors,CUB,VEN,,2031,3", "survivors,COL,VEN,,2031,5", "survivors,COL,CUB,,2031,9"],
      covers: "place=within:americas nationality=whole")
    #expect(try fixture.value("survivors VEN in South America", "2031") == 5)
    #expect(try fixture.value("survivors HTI in South America", "2031") == 0)
  }

  /// Nobody knows which countries are in them, or no table counts by them: never a zero.
  @Test(arguments: [
    "north-america", "central-america", "us-mexico-border-area", "mediterranean", "darien",
    "us-coastal-border", "XXX", "atlantis",
  ])
  func noZeroForAPlaceThatIsNotCountedBy(_ place: String) throws {
    for covers in ["place=whole", "place=within:americas"] {
      let fixture = try fixture(
        ["survivors,CUB,,,2031,3", "survivors,COL,,,2031,5"], covers: covers)
      let words = refusal(fixture, "survivors place=\(place)")
      #expect(words.contains("no figure"), "\(place) \(covers)")
      let isRegion =
        place.contains("america") || place == "mediterranean" || place.hasSuffix("area")
      #expect(words.contains("ask for them by name") == isRegion, "\(words)")
    }
  }

  @Test func noZeroForACodeThatIsNone() throws {
    let fixture = try fixture(
      ["survivors,CUB,VEN,,2031,3"], covers: "place=whole nationality=whole")
    #expect(refusal(fixture, "survivors nationality=XYZ").contains("no figure"))
    #expect(try fixture.value("survivors nationality=COL", "2031") == 0)
  }

  /// A list of incidents names a country or, where that is not known, a region.
  @Test func incidentsWithoutACountry() throws {
    let rows = [
      "survivors,CUB,,e1,2031,3", "survivors,caribbean,,e2,2031,4",
      "survivors,north-america,,e3,2031,5", "survivors,USA,,e4,2031,6",
    ]
    for covers in ["place=whole", "place=only"] {
      let fixture = try fixture(rows, covers: covers)
      #expect(try fixture.value("survivors in Cuba", "2031") == 3)
      // Five of seven may be all there are in North America, or not.
      #expect(refusal(fixture, "survivors place=north-america").contains("no figure"))
    }
    let whole = try fixture(rows, covers: "place=whole")
    #expect(try whole.value("survivors in the Caribbean", "2031") == 7)
    let regions = try fixture(
      ["survivors,north-america,,e3,2031,5", "survivors,caribbean,,e2,2031,4"],
      covers: "place=whole")
    #expect(try regions.value("survivors in North America", "2031") == 5)
    #expect(refusal(regions, "survivors in Cuba").contains("no figure"))
  }

  /// In a table that does not leave out zeros a country without a figure is not known.
  @Test func countriesThatAreNotKnown() throws {
    let fixture = try RecordFixture(seeded: false)
    let text = """
      measure,place,period,value,source,dataset,publisher,title,published,covers
      survivors,CUB,2031,3,a,a,Office,Counts,2032-01-01,place=whole
      survivors,HTI,2031,4,a,,,,,

      """
    _ = try fixture.store.importFile(path: try fixture.file("a.csv", text))
    let sum = try fixture.store.timeline(fixture.selection("survivors in the Caribbean"))
      .observation(try #require(Period("2031")))
    #expect(sum.value == 7)
    #expect(sum.exactness == .atLeast)
  }

  /// Of the shipped figures, by Python (csv) over the tables of countries: 211 deaths and
  /// disappearances in the Caribbean in 2023, 140 in South America, and 9,348,744 Venezuelans of
  /// concern there.
  @Test func shippedRegions() throws {
    let fixture = try RecordFixture.shared.get()
    #expect(try fixture.value("deaths in the Caribbean", "2023") == 211)
    #expect(try fixture.value("deaths in South America", "2023") == 140)
    #expect(
      try fixture.value("population of concern Venezuelans in South America", "2023") == 9_348_744)
    #expect(refusal(fixture, "deaths place=us-mexico-border-area").contains("ask for them by name"))
  }
}
