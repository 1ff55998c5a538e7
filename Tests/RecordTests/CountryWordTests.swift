import Periods
import Record
import Testing

/// The same word as a place and as a people, put to the figures that ship.
@Suite struct CountryWordTests {
  let fixture: RecordFixture

  init() throws {
    fixture = try RecordFixture.shared.get()
  }

  /// Counted in IOM's file of 2025-06: 182 Mexicans died or disappeared on routes of the Americas in
  /// 2021, and 285 people of any nationality in Mexico.
  @Test func mexicansAndInMexico() throws {
    #expect(
      try fixture.value("deaths-and-disappearances of Mexicans in the Americas", "2021") == 182)
    #expect(try fixture.value("deaths-and-disappearances in Mexico", "2021") == 285)
    #expect(throws: QuestionError.self) {
      try fixture.value("deaths-and-disappearances mexico", "2021")
    }
  }

  /// Honduras' institute of migration gives 545,043 irregular entries for 2023.
  @Test func entriesToHonduras() throws {
    #expect(try fixture.value("irregular-entries to Honduras", "2023") == 545_043)
    #expect(try fixture.value("ingresos irregulares en Honduras", "2023") == 545_043)
  }

  /// Mexico's institute of migration gives 25,741 returns of Guatemalans in 2023: the sum of the
  /// shipped table's rows. The table is Mexico's, so the place is Mexico as well.
  @Test func returnsFromMexico() throws {
    #expect(try fixture.value("returns from Mexico of Guatemalans in Mexico", "2023") == 25_741)
    #expect(try fixture.value("mexico-returns of Guatemalans", "2023") == 25_741)
  }
}
