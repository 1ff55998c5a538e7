import Claims
import Foundation
import Periods
import Record
import Testing
import Wording

/// Peaks, troughs and places among others in words: each is held against what the record's own tables
/// say by a query, for every month and every name, right ones and wrong ones.
@Suite struct PeaksAndRanksTests {
  private struct Series {
    var query: String
    var english: String
    var spanish: String
  }

  private static let series = [
    Series(
      query: "measure=transits place=darien", english: "irregular transits through the Darién",
      spanish: "tránsitos irregulares por el Darién"),
    Series(
      query: "measure=irregular-entries place=HND", english: "irregular entries to Honduras",
      spanish: "ingresos irregulares a Honduras"),
    Series(
      query: "measure=irregular-situation-events place=MEX",
      english: "events of migrants in an irregular situation in Mexico",
      spanish: "eventos de migrantes en situación irregular en México"),
  ]

  private static let english = [
    "The HIGH month of 2023 for SERIES was MONTH.",
    "MONTH was the HIGH month of 2023 for SERIES, with VALUE.",
    "In all of 2023 there were TOTAL SERIES. The HIGH month of the year was MONTH, at VALUE.",
  ]
  private static let spanish = [
    "El mes más HIGH de 2023 en SERIES fue MONTH.",
    "MONTH fue el mes más HIGH del año 2023 en SERIES, con VALUE.",
    "En 2023 se contaron TOTAL SERIES. El mes más HIGH del año fue MONTH, con VALUE.",
  ]

  private func timeline(_ query: String) throws -> Timeline {
    let store = try ClaimsFixture.store.get()
    return try store.timeline(store.parser.selection(query))
  }

  private func months(_ query: String) throws -> [(month: Period, value: Double)] {
    let timeline = try timeline(query)
    let year = try #require(Period("2023"))
    return try year.split(into: .month).map { ($0, try #require(timeline.observation($0).value)) }
  }

  private func month(_ period: Period, _ language: Language) -> String {
    String(language.period(period).prefix { $0 != " " })
  }

  /// The claims of a text that are no figures.
  private func comparisons(_ text: String, _ date: String) throws -> [CheckedClaim] {
    try ClaimsFixture.report(text, date).claims.filter { $0.kind == .comparison }
  }

  @Test func aMonthIsTheHighestOrTheLowestOnlyWhereItIs() throws {
    var (decided, all) = (0, 0)
    for series in PeaksAndRanksTests.series {
      let months = try months(series.query)
      let total = months.reduce(0) { $0 + $1.value }
      for (language, forms, words) in [
        (Language.english, PeaksAndRanksTests.english, ["busiest", "quietest"]),
        (.spanish, PeaksAndRanksTests.spanish, ["alto", "bajo"]),
      ] {
        for (place, word) in words.enumerated() {
          let best = place == 0 ? months.map(\.value).max() : months.map(\.value).min()
          for (period, value) in months {
            for form in forms {
              let text = form.replacing("HIGH", with: word)
                .replacing("SERIES", with: language(series.english, series.spanish))
                .replacing("MONTH", with: month(period, language))
                .replacing("VALUE", with: language.count(value))
                .replacing("TOTAL", with: language.count(total))
              let claim = try #require(try comparisons(text, "2024-02-20").first, "\(text)")
              all += 1
              if claim.verdict.isTold { decided += 1 }
              if claim.verdict == .supported { #expect(value == best, "\(text)") }
              if claim.verdict == .off { #expect(value != best, "\(text)") }
              if value == best { #expect(claim.verdict == .supported, "\(text)") }
            }
          }
        }
      }
    }
    // 432 sentences; what differs by less than publishers revise is not told.
    #expect(decided * 10 >= all * 8, "\(decided) of \(all)")
  }

  @Test func aSectorHasItsPlaceAndNoOther() throws {
    let store = try ClaimsFixture.store.get()
    let query = try store.parser.selection(
      "measure=encounters place=us-southwest-border component=usbp")
    let month = try #require(Period("2023-12"))
    let ranked = try store.breakdown(query, by: .sector).ranked(over: [month])
    let names = [
      "tucson": "Tucson", "del-rio": "Del Rio", "san-diego": "San Diego", "el-paso": "El Paso",
      "rio-grande-valley": "Rio Grande Valley",
    ]
    var accused = 0
    for (index, part) in ranked.enumerated() {
      guard let name = names[part.label] else { continue }
      let value = try #require(part.timeline.observation(month).value)
      let count = Language.english.count(value)
      for (form, place) in [
        ("In December 2023 the NAME sector was the busiest, with COUNT Border Patrol arrests.", 1),
        (
          """
          The NAME sector made COUNT Border Patrol arrests in December 2023, \
          more than any other sector.
          """, 1
        ),
        (
          """
          The Border Patrol made 249,740 arrests in December 2023. The NAME \
          sector came second, with COUNT.
          """, 2
        ),
        (
          """
          The NAME sector, with COUNT Border Patrol arrests in December 2023, \
          was the third-busiest of the nine sectors.
          """, 3
        ),
      ] {
        let text = form.replacing("NAME", with: name).replacing("COUNT", with: count)
        let claims = try comparisons(text, "2024-01-20")
        for claim in claims {
          if claim.verdict == .supported { #expect(index + 1 == place, "\(text)") }
          if claim.verdict == .off { #expect(index + 1 != place, "\(text)") }
          accused += claim.verdict == .off ? 1 : 0
        }
        if index + 1 == place {
          #expect(claims.contains { $0.verdict == .supported }, "\(text)")
        }
      }
    }
    #expect(accused >= 10)
  }

  @Test func aPeopleHasItsPlaceAndNoOther() throws {
    let store = try ClaimsFixture.store.get()
    let query = try store.parser.selection("measure=transits place=darien")
    let year = try #require(Period("2023"))
    let ranked = try store.breakdown(query, by: .nationality).ranked(over: [year])
    let names = [
      "VEN": "venezolanos", "ECU": "ecuatorianos", "HTI": "haitianos", "CHN": "chinos",
    ]
    var accused = 0
    for (index, part) in ranked.prefix(4).enumerated() {
      let name = try #require(names[part.label])
      let value = try #require(part.timeline.observation(year).value)
      for (form, place) in [
        (
          """
          De los 520.085 migrantes que cruzaron el Darién en 2023, los NAME \
          ocuparon el primer lugar, con COUNT.
          """, 1
        ),
        (
          """
          En 2023 cruzaron el Darién 520.085 migrantes. Los NAME quedaron en \
          segundo lugar, con COUNT.
          """, 2
        ),
        (
          """
          En 2023 cruzaron el Darién 520.085 migrantes. Los NAME fueron la \
          tercera nacionalidad, con COUNT.
          """, 3
        ),
      ] {
        let text = form.replacing("NAME", with: name)
          .replacing("COUNT", with: Language.spanish.count(value))
        for claim in try comparisons(text, "2024-01-20") {
          if claim.verdict == .supported { #expect(index + 1 == place, "\(text)") }
          if claim.verdict == .off { #expect(index + 1 != place, "\(text)") }
          accused += claim.verdict == .off ? 1 : 0
        }
      }
    }
    #expect(accused >= 4)
  }

  /// Drowning 477, vehicles 292 of 1,412 in 2023, by IOM's list of deaths as the record holds it.
  @Test func aCauseHasItsPlace() throws {
    let right = try ClaimsFixture.claim(
      "leading cause",
      in: "Drowning was the leading cause of migrant deaths in the Americas in 2023, with 477.",
      "2024-07-20")
    #expect(right.verdict == .supported)
    let wrong = try ClaimsFixture.claim(
      "leading cause",
      in: "Violence was the leading cause of migrant deaths in the Americas in 2023, with 80.",
      "2024-07-20")
    #expect(wrong.verdict == .off)
    #expect(wrong.explanation.contains("477"))
  }

  /// Colombia 2,808,968, Peru 1,662,889, the United States 648,202, Brazil 626,858 at the end of 2024, by
  /// UNHCR; Venezuela's own 590,346 are no guests.
  @Test func aCountryHasItsPlaceAmongHosts() throws {
    for (country, count, words, isRight) in [
      ("Colombia", "2,808,968", "more than any other country", true),
      ("Peru", "1,662,889", "more than any other country", false),
    ] {
      let claim = try ClaimsFixture.claim(
        words,
        in: """
          \(country) hosts \(count) Venezuelans of concern to UNHCR at the end of 2024, \(words).
          """,
        "2025-07-20")
      #expect(claim.verdict == (isRight ? .supported : .off), "\(country)")
    }
  }

  /// The quietest months of 2023 in the Darién were December, 24,626, and January, 24,634: what differs by
  /// less than Panama revises is no error.
  @Test func whatIsWithinARevisionIsNotAccused() throws {
    for month in ["January", "December"] {
      let text =
        "\(month) was the quietest month of 2023 for irregular transits through the Darién."
      #expect(try comparisons(text, "2024-02-20").allSatisfy { $0.verdict != .off }, "\(month)")
    }
  }

  /// 303,916 in fiscal 2017 was the lowest from 2000 to 2023, 331,333 in fiscal 2015 was not, by the
  /// Border Patrol's yearly totals.
  @Test func fiscalYearsAreComparedAmongFiscalYears() throws {
    for (year, count, verdict) in [
      ("2017", "303,916", Verdict.supported), ("2015", "331,333", .off),
    ] {
      let claim = try ClaimsFixture.claim(
        "lowest of any fiscal year",
        in: """
          Border Patrol arrests on the southwest border came to \(count) in fiscal \(year), the lowest of \
          any fiscal year from 2000 to 2023.
          """,
        "2024-02-01")
      #expect(claim.verdict == verdict, "\(year)")
    }
  }

  @Test func wordsThatLeaveSomeOutRefuteNothing() throws {
    for text in [
      """
      Haitians were the largest group among those from the Caribbean who \
      crossed the Darién in 2023, with 46,422 migrants.
      """,
      """
      Outside Mexico, Guatemalans were the largest group of Border Patrol \
      arrests in December 2023, with 34,693.
      """,
      """
      Entre los sudamericanos que cruzaron el Darién en 2023, los \
      ecuatorianos fueron el grupo principal, con 57.250 migrantes.
      """,
    ] {
      let claims = try ClaimsFixture.report(text, "2024-02-20").claims
      #expect(!claims.contains { $0.verdict == .off || $0.verdict == .slip }, "\(text)")
    }
  }

  /// The rest of CBP's list, 18,625 in December 2023, is larger than Colombia's 17,874 and no people.
  @Test func theRestOfAListTakesNoPlace() throws {
    let text = """
      The Border Patrol made 249,740 arrests on the southwest border in December 2023. Colombians came \
      fifth, with 17,874.
      """
    let claim = try ClaimsFixture.claim("fifth", in: text, "2024-02-20")
    #expect(claim.verdict == .supported)
  }

  @Test func otherSubjectsHaveNoPeaks() throws {
    for text in [
      "July was the busiest month of the year at the airport, with 3 million passengers.",
      "La inflación tuvo su pico en agosto; el peor mes fue octubre.",
      "Mexico came second in the medal table, behind only Brazil.",
      "San Diego was the busiest port in 2023.",
    ] {
      let claims = try ClaimsFixture.report(text, "2024-02-20").claims
      #expect(claims.allSatisfy { !$0.verdict.isTold }, "\(text)")
    }
  }
}

extension Verdict {
  fileprivate var isTold: Bool { [.supported, .rounded, .revised, .off, .slip].contains(self) }
}
