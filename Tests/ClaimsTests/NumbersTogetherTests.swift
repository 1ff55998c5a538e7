import Claims
import Foundation
import Periods
import Testing

/// Numbers that are met as sums of what is named near by, or beside one another. The figures are those of
/// IOM's Missing Migrants Project, CBP and UNHCR as the record ships them.
@Suite struct NumbersTogetherTests {
  static func verdicts(_ text: String, _ date: String) throws -> [String: Verdict] {
    Dictionary(try ClaimsFixture.report(text, date).claims.map { ($0.text, $0.verdict) }) { a, _ in
      a
    }
  }

  /// IOM counted 26 deaths in Panama in 2021 and 147 in 2022.
  @Test func smallNumbersAreMetAsAPair() throws {
    let text =
      "At least 1,514 people died or went missing on migration routes in the Americas in 2022, the "
      + "International Organization for Migration said. In Panama the toll rose from 26 to 147."
    let verdicts = try Self.verdicts(text, "2023-09-12")
    #expect(verdicts["26"] == .supported)
    #expect(verdicts["147"] == .supported)
    // 62 is no year's figure.
    let wrong = try Self.verdicts(text.replacing("from 26", with: "from 62"), "2023-09-12")
    #expect(wrong["62"] != .supported)
  }

  /// CBP met 236,691 people in Florida in fiscal 2023.
  @Test func aStateNamesItsCountry() throws {
    let verdicts = try Self.verdicts(
      "Customs and Border Protection counted 236,691 encounters with migrants in Florida in fiscal "
        + "year 2023.", "2023-12-04")
    #expect(verdicts["236,691"] == .supported)
  }

  /// Panama counted 62,700 Venezuelans in August 2023 and 8,642 Ecuadorians.
  @Test func whoseNumberIsLarger() throws {
    let text =
      "In August 2023, 8,642 Ecuadorians crossed the Darién irregularly, fewer than Venezuelans."
    let right = try Self.verdicts(text, "2023-10-05")
    #expect(right["8,642"] == .supported)
    #expect(right["fewer than Venezuelans"] == .supported)
    let wrong = try Self.verdicts(text.replacing("fewer", with: "more"), "2023-10-05")
    #expect(wrong["more than Venezuelans"] == .off)
  }

  /// In December 2023 Tucson had 80,184 encounters, Del Rio 71,048 and San Diego 34,370.
  @Test func whoComesNext() throws {
    let text =
      "In December 2023 the Border Patrol's Tucson Sector logged 80,184 encounters at the border "
      + "with Mexico, followed by Del Rio."
    let right = try Self.verdicts(text, "2024-01-26")
    #expect(right.first { $0.key.contains("followed by") }?.value == .supported)
    let wrong = try Self.verdicts(text.replacing("Del Rio", with: "San Diego"), "2024-01-26")
    #expect(wrong.first { $0.key.contains("followed by") }?.value != .supported)
  }
}
