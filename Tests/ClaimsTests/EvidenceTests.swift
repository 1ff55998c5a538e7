import Claims
import Testing

/// What the record holds in part, rounded or as a highest number neither refutes nor ranks. Expected
/// verdicts follow from the publishers' own tables.
@Suite struct EvidenceTests {
  /// CBP: 181,054 arrests between ports of entry in August 2023. Whoever says that it was not 190,000
  /// is right; whoever says that it was is wrong.
  @Test(arguments: ["190,000", "181,504"])
  func aDeniedNumberIsNotRefuted(number: String) throws {
    let rest = "\(number) arrests at the southwest border in August 2023."
    let refuted: [Verdict] = [.off, .slip]
    let denied = try ClaimsFixture.claim(number, in: "The Border Patrol did not make \(rest)")
    #expect(!refuted.contains(denied.verdict), "\(denied.verdict)")
    let stated = try ClaimsFixture.claim(number, in: "The Border Patrol made \(rest)")
    #expect(refuted.contains(stated.verdict), "\(stated.verdict)")
  }

  /// CBP's tables by month begin in October 1999: of 1995 nothing is held.
  @Test func noRecordSinceAMonthThatIsNotHeld() throws {
    for month in ["April 1995", "May 1986"] {
      let text =
        "Border Patrol arrests at the southwest border were 249,740 in December 2023, "
        + "the highest since \(month)."
      let report = try ClaimsFixture.report(text, "2024-02-01")
      for claim in report.claims where claim.text.contains("highest") {
        #expect(claim.verdict == .uncheckable, "\(month)")
      }
      #expect(report.claims.contains { $0.text.contains("highest") }, "\(month)")
    }
  }

  /// Panama counted boys among the men until 2022.
  @Test func aHighestNumberSupportsNothing() throws {
    let claim = try ClaimsFixture.claim(
      "179,170", in: "179,170 men crossed the Darién in 2022.", "2023-10-05")
    #expect(![.supported, .rounded, .off, .slip].contains(claim.verdict), "\(claim.verdict)")
  }

  /// The Office of Homeland Security Statistics rounds to tens: about 90.
  @Test func aRoundedFigureRefutesNothing() throws {
    let claim = try ClaimsFixture.claim(
      "75",
      in: "Border Patrol arrested 75 Venezuelans at the southwest border in fiscal year 2005.",
      "2024-10-05")
    #expect(![.off, .slip].contains(claim.verdict), "\(claim.verdict)")
  }

  /// "In 2024 … December" in a text of March 2024: 124,215 of January are 49.7 % of 249,740 in December 2023, by CBP;
  /// the December to come, whose 47,323 are as near to one half of all, is not counted yet.
  @Test func `a month that has not begun is not read`() throws {
    let text = """
      In 2024 Panama has counted 73,167 people in the Darién so far. U.S. Border Patrol agents made 124,215 arrests \
      along the southwest border in January, half of December's record of 249,740.
      """
    for claim in try ClaimsFixture.report(text, "2024-03-19").claims {
      #expect(!claim.explanation.contains("December 2024"), "\(claim.text): \(claim.explanation)")
    }
  }
}
